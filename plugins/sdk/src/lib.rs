//! What a plugin author uses: the contract with the host ([`abi`]), borrowed
//! views of an analysed document ([`view`]) and the vocabularies of Universal
//! Dependencies ([`ud`]). Depends on nothing of ours.

pub mod abi;
pub mod draft;
pub mod ud;
pub mod view;

pub use draft::{Argument, Draft, Role, Stage};
pub use ud::{Deprel, Upos, Xpos};
pub use view::{Date, Document, Entity, EntityKind, Sentence, Token};
