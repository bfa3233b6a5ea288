//! What a plugin author uses: the [`Extractor`] trait and [`export_plugin!`],
//! borrowed views of an analysed document ([`view`]), the drafts to hand back
//! ([`draft`]), extractors that are data ([`rules`]) and the grammar under
//! them ([`syntax`]), and the vocabularies of Universal Dependencies ([`ud`]). Below
//! them lies the contract with the host ([`abi`]). Depends on nothing of ours.

pub mod abi;
pub mod draft;
pub mod extractor;
pub mod rules;
pub mod syntax;
pub mod ud;
pub mod view;

pub use draft::{Argument, Draft, OwnedDraft, Role, Stage};
pub use extractor::{Explain, Extractor, Sink};
pub use ud::{Deprel, Upos, Xpos};
pub use view::{Date, Document, Entity, EntityKind, Sentence, Token};
