//! What host and worker say to each other over the pipe: frames of a length
//! and a message. Both ends are the same program, so there is no version; but
//! a worker holds foreign code, so the host believes nothing that it reads.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::PathBuf;

use bytemuck::Pod;
use claimtrack_sdk::abi::Rows;
use claimtrack_sdk::extractor::Lack;
use claimtrack_sdk::view;
use claimtrack_sdk::{Argument, Draft, OwnedDraft, Role, Stage};
use serde::{Deserialize, Serialize};

use crate::load::{Introduction, Trouble};

/// Longest answer of a worker, in bytes.
pub(crate) const LONGEST_REPLY: u32 = 64 << 20;

/// Room made for a frame by its length alone, in bytes.
const LENT: u32 = 1 << 20;

/// From host to worker.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Request<'a> {
    /// First of all: what to load.
    Setup(Setup),
    /// Find events in a document.
    #[serde(borrow)]
    Extract(Packed<'a>),
    /// Say what each rule lacked in a document.
    Explain(Packed<'a>),
    /// End the instance and the process.
    Close,
}

/// What a worker loads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Setup {
    pub(crate) path: PathBuf,
    /// Configuration text per plugin name.
    pub(crate) config: BTreeMap<String, String>,
    pub(crate) memory_limit: u64,
    /// Play a later version of the host.
    pub(crate) later: bool,
}

/// From worker to host.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// The plugin is loaded.
    Ready(Introduction),
    /// The plugin can't be loaded or refused.
    Refused(String),
    /// What it found in one document.
    Found(Result<Vec<OwnedDraft>, Trouble>),
    /// What its rules lacked; none if it can't say.
    Explained(Option<Vec<Lack>>),
    /// The instance is ended.
    Closed,
}

/// A document as bytes; rows stay as they are in memory.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Packed<'a> {
    id: &'a str,
    text: &'a str,
    string_bytes: &'a str,
    strings: &'a [u8],
    sentences: &'a [u8],
    tokens: &'a [u8],
    entities: &'a [u8],
    dates: &'a [u8],
}

/// A packed document's rows, aligned for reading in place.
pub(crate) struct Unpacked<'a> {
    packed: Packed<'a>,
    strings: Vec<claimtrack_sdk::abi::StringRow>,
    sentences: Vec<claimtrack_sdk::abi::SentenceRow>,
    tokens: Vec<claimtrack_sdk::abi::TokenRow>,
    entities: Vec<claimtrack_sdk::abi::EntityRow>,
    dates: Vec<claimtrack_sdk::abi::DateRow>,
}

impl<'a> Packed<'a> {
    pub(crate) fn unpack(self) -> Unpacked<'a> {
        fn rows<T: Pod>(bytes: &[u8]) -> Vec<T> {
            let whole = bytes.len() / size_of::<T>() * size_of::<T>();
            bytemuck::pod_collect_to_vec(&bytes[..whole])
        }
        Unpacked {
            strings: rows(self.strings),
            sentences: rows(self.sentences),
            tokens: rows(self.tokens),
            entities: rows(self.entities),
            dates: rows(self.dates),
            packed: self,
        }
    }
}

impl Unpacked<'_> {
    pub(crate) fn view(&self) -> view::Document<'_> {
        view::Document {
            id: self.packed.id,
            text: self.packed.text,
            string_bytes: self.packed.string_bytes,
            strings: Rows::from_slice(&self.strings),
            sentence_rows: Rows::from_slice(&self.sentences),
            token_rows: Rows::from_slice(&self.tokens),
            entity_rows: Rows::from_slice(&self.entities),
            date_rows: Rows::from_slice(&self.dates),
        }
    }
}

/// What is asked of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ask {
    Extract,
    Explain,
}

/// A frame that asks something of a document.
pub(crate) fn document_frame(document: &view::Document<'_>, ask: Ask) -> Vec<u8> {
    let strings = document.strings.to_slice();
    let sentences = document.sentence_rows.to_slice();
    let tokens = document.token_rows.to_slice();
    let entities = document.entity_rows.to_slice();
    let dates = document.date_rows.to_slice();
    let packed = Packed {
        id: document.id,
        text: document.text,
        string_bytes: document.string_bytes,
        strings: bytemuck::cast_slice(&strings),
        sentences: bytemuck::cast_slice(&sentences),
        tokens: bytemuck::cast_slice(&tokens),
        entities: bytemuck::cast_slice(&entities),
        dates: bytemuck::cast_slice(&dates),
    };
    let parts = [packed.strings, packed.sentences, packed.tokens, packed.entities, packed.dates];
    let texts = packed.id.len() + packed.text.len() + packed.string_bytes.len();
    // A hundred bytes hold the lengths of all parts.
    let room = 100 + texts + parts.iter().map(|part| part.len()).sum::<usize>();
    let request = match ask {
        Ask::Extract => Request::Extract(packed),
        Ask::Explain => Request::Explain(packed),
    };
    frame_in(Vec::with_capacity(room), &request)
}

/// A message with its length before it.
pub(crate) fn frame(message: &impl Serialize) -> Vec<u8> {
    frame_in(Vec::new(), message)
}

fn frame_in(mut room: Vec<u8>, message: &impl Serialize) -> Vec<u8> {
    room.extend([0; 4]);
    // Plain data of known shape written to memory: postcard has nothing to fail on.
    let mut bytes = postcard::to_extend(message, room).expect("plain data can be written to memory");
    let length = (bytes.len() - 4) as u32;
    bytes[..4].copy_from_slice(&length.to_le_bytes());
    bytes
}

/// Reads one frame's message into `buffer`; false at the end of the stream.
pub(crate) fn read_frame(stream: &mut impl Read, buffer: &mut Vec<u8>, longest: u32) -> io::Result<bool> {
    let mut length = [0; 4];
    match stream.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        result => result?,
    }
    let length = u32::from_le_bytes(length);
    if length > longest {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a frame beyond the longest"));
    }
    buffer.clear();
    // Beyond this it grows as bytes arrive: a length alone makes nobody allocate.
    buffer.reserve(length.min(LENT) as usize);
    let read = stream.take(u64::from(length)).read_to_end(buffer)?;
    if read < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(true)
}

/// The reply in a frame's message, if it is one.
pub(crate) fn reply(message: &[u8]) -> Option<Reply> {
    match postcard::take_from_bytes(message) {
        Ok((reply, [])) => Some(reply),
        _ => None,
    }
}

/// Drafts that a host would take from a worker's output `bytes`, in a document of `tokens` tokens and
/// `entities` mentions and of a plugin of `kinds` kinds. For tests with random bytes: it must never panic,
/// and no draft it counts names what isn't there.
#[doc(hidden)]
pub fn understood(mut bytes: &[u8], kinds: u32, tokens: u32, entities: u32) -> usize {
    let (mut message, mut count) = (Vec::new(), 0);
    while let Ok(true) = read_frame(&mut bytes, &mut message, LONGEST_REPLY) {
        match reply(&message) {
            Some(Reply::Found(Ok(drafts))) => {
                count += drafts.iter().filter(|draft| draft.check(kinds, tokens, entities).is_ok()).count();
            }
            Some(_) => {}
            None => break,
        }
    }
    count
}

/// A worker's output, to be damaged by tests: an introduction and two answers.
#[doc(hidden)]
pub fn sample_replies() -> Vec<u8> {
    let introduction = Introduction {
        name: "sample".to_owned(),
        version: "1.0.0".to_owned(),
        description: "Answers at random".to_owned(),
        build: String::new(),
        kinds: vec!["sample.one".to_owned(), "sample.two".to_owned()],
        abi: (1, 0),
        rules: Vec::new(),
        triggers: None,
    };
    let argument = Argument { entity: 0, ..Argument::new(Role::Target, 1..2) };
    let draft = |kind, arguments| Draft {
        kind,
        stage: Some(Stage::Agreed),
        trigger: 0..1,
        arguments,
        rule: "r".into(),
    };
    let replies = [
        Reply::Ready(introduction),
        Reply::Found(Ok(vec![draft(0, Vec::new()), draft(1, vec![argument])])),
        Reply::Found(Err(Trouble::Reported("no".to_owned()))),
    ];
    replies.iter().flat_map(frame).collect()
}

/// Writes a reply.
pub(crate) fn write_reply(stream: &mut impl Write, reply: &Reply) -> io::Result<()> {
    stream.write_all(&frame(reply))?;
    stream.flush()
}
