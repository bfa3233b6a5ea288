//! Gold: claims of one document as people annotated them, from JSON. What is
//! written must be right to the letter: an annotation that no longer fits its
//! text would count against the plugins.

use serde::Deserialize;

use crate::claim::model::stage_name;
use crate::claim::{EventDate, Factuality, Kind, Participant, Position, Speaker, Stage};
use crate::source::Edtf;

/// The annotation of one document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gold {
    /// Id of the source: the stem of its file name.
    pub doc: String,
    /// When it was published, in EDTF.
    #[serde(default)]
    pub dct: Option<String>,
    /// Its claims, in any order.
    pub claims: Vec<GoldClaim>,
}

/// One annotated claim. Offsets count Unicode code points of the text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldClaim {
    /// A name for messages.
    #[serde(default)]
    pub id: String,
    /// First code point of the sentence.
    pub start: u32,
    /// Code point after its last.
    pub end: u32,
    /// The word that triggers the claim.
    pub trigger: String,
    /// Its first code point.
    pub trigger_start: u32,
    /// What happens.
    pub kind: Kind,
    /// How far it got.
    #[serde(with = "stage_name")]
    pub stage: Stage,
    /// How sure the text makes it.
    pub factuality: Factuality,
    /// Who does it.
    #[serde(default)]
    pub actor: Vec<Participant>,
    /// To, with or against whom.
    #[serde(default)]
    pub target: Vec<Participant>,
    /// Who wants it done; not scored.
    #[serde(default)]
    pub requested_by: Vec<Participant>,
    /// The thing; not scored.
    #[serde(default)]
    pub object: String,
    /// Outermost speaker first.
    #[serde(default)]
    pub attribution: Vec<Speaker>,
    /// When.
    #[serde(default)]
    pub date: Option<EventDate>,
    /// Claims of one document with the same name here are one event; not scored.
    #[serde(default)]
    pub event: String,
    /// The guide leaves it open: counts neither way.
    #[serde(default)]
    pub borderline: bool,
}

impl GoldClaim {
    /// Where the sentence stands.
    pub fn sentence(&self) -> Position {
        Position { start: self.start, end: self.end }
    }

    /// Where the trigger stands.
    pub fn trigger_position(&self) -> Position {
        let length = self.trigger.chars().count() as u32;
        Position { start: self.trigger_start, end: self.trigger_start.saturating_add(length) }
    }
}

/// What is wrong with an annotation. Names the place and the cure; the caller knows the path.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum GoldError {
    /// Not JSON of the right form.
    #[error("line {line}, column {column}: {message}; the form is described in docs/evaluation.md")]
    Form {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
        /// What the parser says; for a closed vocabulary it lists what there is.
        message: String,
    },
    /// A date that is none.
    #[error("{place}: {message}")]
    Date {
        /// Which field.
        place: String,
        /// What is wrong and what would be right.
        message: String,
    },
    /// Offsets that can not be.
    #[error(
        "{place}: the trigger ({trigger:?} at {trigger_start}) lies outside its sentence ({start} to {end}); \
         offsets count Unicode code points from the start of the text"
    )]
    Outside {
        /// Which claim.
        place: String,
        /// The trigger.
        trigger: String,
        /// Its offset.
        trigger_start: u32,
        /// First code point of the sentence.
        start: u32,
        /// Code point after its last.
        end: u32,
    },
    /// The text has something else there.
    #[error(
        "{place}: the text has {found:?} at {trigger_start}, not the trigger {trigger:?}; \
         correct the offsets (code points of the text after its front matter), or give the text that was annotated"
    )]
    OtherText {
        /// Which claim.
        place: String,
        /// The trigger.
        trigger: String,
        /// Its offset.
        trigger_start: u32,
        /// What stands there.
        found: String,
    },
}

impl Gold {
    /// Reads an annotation.
    ///
    /// # Errors
    /// When it is not JSON, has an unknown or lacks a needed field, or a kind, stage, factuality or date
    /// that there is not.
    pub fn read(json: &str) -> Result<Gold, GoldError> {
        let gold: Gold = serde_json::from_str(json).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            let message = error.to_string();
            let place = format!(" at line {line} column {column}");
            GoldError::Form { line, column, message: message.trim_end_matches(&place).to_owned() }
        })?;
        let date = |place: String, edtf: &str| {
            Edtf::new(edtf).map_err(|error| GoldError::Date { place, message: error.to_string() })
        };
        if let Some(dct) = &gold.dct {
            date("`dct`".into(), dct)?;
        }
        for (index, claim) in gold.claims.iter().enumerate() {
            if let Some(when) = &claim.date {
                date(format!("{}, `date`", gold.place(index)), &when.edtf)?;
            }
            let (sentence, trigger) = (claim.sentence(), claim.trigger_position());
            let is_inside = sentence.start <= trigger.start && trigger.end <= sentence.end;
            if claim.trigger.is_empty() || !is_inside {
                return Err(GoldError::Outside {
                    place: gold.place(index),
                    trigger: claim.trigger.clone(),
                    trigger_start: claim.trigger_start,
                    start: claim.start,
                    end: claim.end,
                });
            }
        }
        Ok(gold)
    }

    /// Whether it is an annotation of `text`: every trigger stands where it says.
    ///
    /// # Errors
    /// Names the first claim whose trigger does not.
    pub fn check(&self, text: &str) -> Result<(), GoldError> {
        let letters: Vec<char> = text.chars().collect();
        for (index, claim) in self.claims.iter().enumerate() {
            let position = claim.trigger_position();
            let end = letters.len().min(position.end as usize);
            let found: String = letters[end.min(position.start as usize)..end].iter().collect();
            if found != claim.trigger {
                return Err(GoldError::OtherText {
                    place: self.place(index),
                    trigger: claim.trigger.clone(),
                    trigger_start: claim.trigger_start,
                    found,
                });
            }
        }
        Ok(())
    }

    fn place(&self, index: usize) -> String {
        let number = index + 1;
        match self.claims[index].id.as_str() {
            "" => format!("claim {number}"),
            id => format!("claim {number} ({id})"),
        }
    }
}
