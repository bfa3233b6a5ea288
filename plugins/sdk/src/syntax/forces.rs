//! The lexicon of governing words: which force each has on the event below it.
//! Written for this project from the guide's tables of stages and factuality;
//! one line a force, so that a missing word is one word to add.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::govern::Force;

type Table = HashMap<&'static str, Force>;

/// Verbs. `call off` is a verb with its particle, `call >for` a verb with the preposition (or clause
/// mark) of what hangs on it; `|` separates entries.
const VERBS: &[(Force, &str)] = &[
    (
        Force::Seek,
        "seek | aim | try | attempt | hope | wish | want | strive | desire | offer | bid | aspire | endeavour | \
         endeavor | pursue | need | vie | long | yearn | struggle | solicit | propose | covet | court | crave | \
         favour | favor | table | draft | work | work >on | work >toward | work >towards | work >for | \
         push >to | fight >to | look >to | wait >to | angle >for | gear up | apply >to",
    ),
    (
        Force::Request,
        "urge | ask | demand | request | press | push | pressure | lobby | appeal | call | recommend | advise | \
         invite | encourage | exhort | implore | insist | require | petition | advocate | suggest | beg | plead | \
         instruct | tell | counsel | prod | call >for | call >on | press >for | push >for | appeal >for | plead >for | \
         argue >for | lobby >for | campaign >for | entreat | caution >to",
    ),
    (
        Force::Dissuade,
        "discourage | dissuade | warn >against | advise >against | caution >against | argue >against | lobby >against | campaign >against | warn off",
    ),
    (
        Force::Discuss,
        "discuss | consider | negotiate | weigh | debate | mull | study | review | contemplate | ponder | examine | \
         deliberate | confer | evaluate | consult | explore | talk >about | talk >of | talk >on | speak >about | \
         speak >of | look >at | look >into | think >about | touch >on | focus >on | meet >to",
    ),
    (Force::Threaten, "threaten | warn >of | warn >about"),
    (
        Force::Plan,
        "plan | intend | prepare | schedule | slate | decide | envision | envisage | project | mean | poise | \
         resolve | opt | choose | arrange | gird | map out",
    ),
    (
        Force::Agree,
        "sign | agree | approve | pledge | promise | commit | secure | conclude | ratify | pass | adopt | authorise | \
         authorize | endorse | clinch | ink | greenlight | initial | reach | finalise | finalize | seal | guarantee | \
         consent | undertake | broker | accept | back | vote >for | vote >to | sign off | sign on | sign up",
    ),
    (
        Force::Halt,
        "suspend | halt | freeze | cancel | end | stop | cease | abandon | quit | scrap | terminate | collapse | \
         discontinue | pause | shelve | curtail | interrupt | rescind | revoke | repeal | annul | withhold | postpone | \
         delay | expire | lapse | founder | stall | renounce | axe | drop | ditch | call off | break off | break down | \
         tear up | wind down | give up | put off | pull out | pull back | back out | withdraw >from | leave",
    ),
    (
        Force::Refuse,
        "refuse | reject | resist | deny | decline | oppose | rebuff | spurn | veto | dismiss | disavow | defy | \
         object | violate | breach | flout | turn down | rule out | vote down | push back | vote >against | decide >against",
    ),
    (Force::Fail, "fail | avoid | refrain | neglect | abstain | forgo | miss | hold off"),
    (
        Force::Prevent,
        "prevent | bar | ban | prohibit | block | deter | forbid | preclude | thwart | foil | preempt | avert | \
         restrain | constrain",
    ),
    (
        Force::Probable,
        "expect | appear | seem | believe | think | anticipate | presume | assume | forecast | predict | estimate | look",
    ),
    (Force::Possible, "suspect | allege | rumour | rumor | speculate | purport | reckon"),
    (Force::Improbable, "doubt"),
    (
        Force::Say,
        "say | report | announce | claim | state | add | note | declare | confirm | reveal | disclose | write | argue | \
         accuse | acknowledge | admit | stress | maintain | assert | emphasise | emphasize | explain | show | find | \
         indicate | warn | blame | concede | testify | learn | know | remember | recall | describe | cite | mention | \
         detail | affirm | reiterate | repeat | charge | contend",
    ),
    (
        Force::Judge,
        "condemn | welcome | criticise | criticize | praise | denounce | deplore | applaud | hail | mark | protest | \
         decry | slam | lament | regret | celebrate | defend | justify | laud | mourn | investigate | fear",
    ),
    (
        Force::Do,
        "hold | exchange | trade | launch | conduct | begin | start | continue | resume | impose | make | take | give | do | open | \
         establish | implement | perform | stage | mount | wage | commence | undergo | enter | join | participate | \
         engage | expand | extend | widen | increase | intensify | step | boost | deepen | strengthen | order | help | \
         manage | succeed | keep | complete | execute | deliver | provide | send | carry | use | renew | tighten | \
         broaden | enjoy | get | have | lead | host | enact | apply | slap | place | put | levy | force | allow | \
         enable | let | permit | cause | receive | direct | accelerate | ease | lift | reduce | cut | lower | raise | \
         prolong | forge | cement | develop | bolster | enhance | upgrade | strike | finish | proceed | remain | \
         persist | serve | bring | facilitate | initiate | trigger | unleash | respond | retaliate | turn | come | be | \
         become | suffer | face | sustain | pour | contribute | ramp | build | unveil | observe | honour | honor | \
         slash | double | triple | attend | convene | toughen | harden | reimpose | reinstate | restore | issue | grant | award | acquire | gain | obtain | win | own | \
         support | assist | aid | fund | foster | promote | advance | normalise | normalize | form | create | stand | \
         happen | occur | follow | return | rely | depend | benefit | buy | purchase | set | go | carry out | kick off | set up | \
         step up | ramp up | beef up | build up | scale up | speed up | carry on | go on | go >into | enter >into | \
         maintain",
    ),
];

/// Nouns.
const NOUNS: &[(Force, &str)] = &[
    (
        Force::Seek,
        "effort | attempt | bid | desire | wish | aim | goal | ambition | hope | quest | offer | push | drive | \
         objective | aspiration | interest | willingness | readiness | bill | proposal | need | legislation | motion | \
         draft | initiative | strategy",
    ),
    (
        Force::Request,
        "request | demand | call | appeal | plea | recommendation | pressure | ultimatum | petition | suggestion | \
         invitation",
    ),
    (
        Force::Discuss,
        "talk | talks | discussion | negotiation | consultation | dialogue | debate | consideration",
    ),
    (Force::Threaten, "threat | warning"),
    (
        Force::Plan,
        "plan | intention | preparation | decision | determination | intent | scheme | blueprint | resolve | \
         timetable | schedule",
    ),
    (
        Force::Agree,
        "agreement | deal | pact | pledge | promise | commitment | approval | accord | treaty | memorandum | contract | \
         consent | vow | authorisation | authorization | permission | guarantee",
    ),
    (
        Force::Halt,
        "halt | suspension | end | cancellation | collapse | cessation | freeze | breakdown | termination | pause | \
         withdrawal",
    ),
    (Force::Refuse, "refusal | rejection | opposition | denial | resistance | objection | reluctance | veto"),
    (Force::Fail, "failure | inability | absence | lack"),
    (
        Force::Possible,
        "possibility | chance | prospect | suspicion | allegation | rumour | rumor | risk | potential | option | \
         opportunity",
    ),
    (Force::Probable, "likelihood | expectation | probability"),
    (
        Force::Do,
        "start | launch | beginning | resumption | continuation | implementation | completion | imposition | \
         expansion | extension | renewal | escalation",
    ),
    (Force::Say, "report | claim | statement | announcement | accusation | news | charge | evidence"),
    (Force::Prevent, "ban | prohibition | moratorium"),
];

/// Predicate adjectives.
const ADJECTIVES: &[(Force, &str)] = &[
    (Force::Probable, "likely | probable | bound"),
    (Force::Possible, "possible | capable | able | conceivable | plausible"),
    (Force::Improbable, "unlikely | improbable | doubtful"),
    (Force::Seek, "ready | willing | eager | keen | anxious | desperate | interested | open"),
    (Force::Plan, "due | set | poised | prepared | determined"),
    (Force::Refuse, "unwilling | reluctant | opposed | hesitant"),
    (Force::Agree, "committed | sworn"),
    (Force::Fail, "unable | incapable | impossible"),
    (Force::Request, "necessary | essential | vital | important | imperative"),
];

fn table(rows: &'static [(Force, &'static str)]) -> Table {
    rows.iter().flat_map(|&(force, words)| words.split('|').map(move |word| (word.trim(), force))).collect()
}

fn verbs() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(VERBS))
}

/// The force of a verb by itself.
pub(super) fn verb(lemma: &str) -> Option<Force> {
    verbs().get(lemma).copied()
}

/// The force of a verb with its particle.
pub(super) fn verb_with_particle(lemma: &str, particle: &str) -> Option<Force> {
    verbs().get(format!("{lemma} {particle}").as_str()).copied()
}

/// The force of a verb on what hangs on it by this preposition or clause mark.
pub(super) fn verb_with_preposition(lemma: &str, preposition: &str) -> Option<Force> {
    verbs().get(format!("{lemma} >{preposition}").as_str()).copied()
}

/// The force of a noun.
pub(super) fn noun(lemma: &str) -> Option<Force> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(NOUNS)).get(lemma).copied()
}

/// The force of a predicate adjective.
pub(super) fn adjective(lemma: &str) -> Option<Force> {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| table(ADJECTIVES)).get(lemma).copied()
}
