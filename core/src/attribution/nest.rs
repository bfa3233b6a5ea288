//! How attributions stand to each other: which lies inside which, whose words a citing speaker passes
//! on, and whether content is quoted.

use claimtrack_sdk::abi::NONE;
use claimtrack_sdk::ud::{Upos, Xpos};

use super::quote::Quotes;
use super::source;
use super::tree::Tree;
use super::{Attribution, CueKind};

/// Tokens of an attribution's content.
pub(super) fn size(attribution: &Attribution) -> u32 {
    attribution.content.iter().map(|range| range.end - range.start).sum()
}

/// How many attributions `index` stands inside.
pub(super) fn depth(all: &[Attribution], index: u32) -> u32 {
    let mut depth = 0;
    let mut at = all.get(index as usize).and_then(|attribution| attribution.parent);
    while let Some(parent) = at {
        depth += 1;
        at = all.get(parent as usize).and_then(|attribution| attribution.parent);
    }
    depth
}

/// Whether content stands in quotation marks that the cue stands outside of.
pub(super) fn is_direct(tree: &Tree, quotes: &Quotes, attribution: &Attribution) -> bool {
    let around = quotes.of(attribution.cue_head);
    attribution
        .content
        .iter()
        .flat_map(Clone::clone)
        .any(|token| !tree.is_mark(token) && quotes.of(token).is_some_and(|quote| Some(quote) != around))
}

/// "X, citing Y, said that …": Y is who says it, inside what X says.
pub(super) fn cite(tree: &Tree, all: &mut [Attribution]) {
    for index in 0..all.len() {
        let cue = all[index].cue_head;
        if all[index].kind != CueKind::Cite || tree.xpos(cue) != Xpos::Vbg {
            continue;
        }
        // The saying that the participle goes with: its verb, or the verb of the noun it modifies.
        let Some(above) = tree.head(cue) else { continue };
        let verb = if source::is_nominal(tree, above) { tree.head(above).unwrap_or(above) } else { above };
        let Ok(saying) = all.binary_search_by_key(&verb, |other| other.cue_head) else { continue };
        if !all[saying].kind.asserts() {
            continue;
        }
        let Some(cited) =
            super::content::object(tree, cue).and_then(|object| source::noun_phrase(tree, object, cue))
        else {
            continue;
        };
        let content = all[saying].content.clone();
        all[index].source = vec![cited.span];
        all[index].source_head = Some(cited.head);
        all[index].content = content;
        all[index].parent = Some(saying as u32);
    }
}

/// Sets the parent of each attribution: the innermost one whose content holds its cue.
pub(super) fn set_parents(tree: &Tree, all: &mut [Attribution]) {
    // Long contents are laid down first, so that the innermost ends on top.
    let mut order: Vec<u32> = (0..all.len() as u32).collect();
    order.sort_by_key(|&index| std::cmp::Reverse((size(&all[index as usize]), index)));
    let mut top = vec![NONE; tree.len() as usize];
    for &index in &order {
        let cue = all[index as usize].cue_head as usize;
        // Only longer contents are down so far, so parents can't form a ring.
        if all[index as usize].parent.is_none() && top[cue] != NONE {
            all[index as usize].parent = Some(top[cue]);
        }
        for range in &all[index as usize].content {
            for token in range.clone() {
                top[token as usize] = index;
            }
        }
    }
}

/// Drops attitudes that merely repeat the report they fill: "said she plans to leave" hands the leaving
/// to whoever said so, and a plan or a wish says nothing of it besides.
pub(super) fn drop_repetitions(tree: &Tree, all: &mut Vec<Attribution>) {
    let repeats = |attribution: &Attribution| {
        let Some(parent) = attribution.parent.and_then(|parent| all.get(parent as usize)) else {
            return false;
        };
        let fills = 2 * size(attribution) >= size(parent);
        let pronoun = attribution.source_head.is_some_and(|head| tree.upos(head) == Upos::Pron);
        fills
            && match attribution.kind {
                CueKind::Want | CueKind::Judge => true,
                CueKind::Believe | CueKind::Deny => pronoun || attribution.source.is_empty(),
                _ => false,
            }
    };
    let dropped: Vec<bool> = all.iter().map(repeats).collect();
    // What stood inside a dropped one stands inside its parent.
    let parent_of = |mut parent: Option<u32>| {
        while let Some(at) = parent.filter(|&at| dropped[at as usize]) {
            parent = all[at as usize].parent;
        }
        parent
    };
    let mut number = 0u32;
    let numbers: Vec<u32> = dropped
        .iter()
        .map(|&gone| {
            number += u32::from(!gone);
            number.saturating_sub(1)
        })
        .collect();
    let parents: Vec<Option<u32>> =
        all.iter().map(|attribution| parent_of(attribution.parent).map(|at| numbers[at as usize])).collect();
    let mut index = 0;
    all.retain_mut(|attribution| {
        attribution.parent = parents[index];
        index += 1;
        !dropped[index - 1]
    });
}
