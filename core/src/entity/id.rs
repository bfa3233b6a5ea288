//! The identity of an entity: a code or a name, cheap to copy around.

use std::fmt;
use std::sync::Arc;

/// What a mention resolves to: an ISO 3166-1 alpha-3 code ("IRN"), the short code of an organisation
/// ("EU"), or else the name itself ("Hezbollah").
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(Arc<str>);

impl EntityId {
    /// The entity with this code or name.
    pub fn new(id: &str) -> EntityId {
        EntityId(id.into())
    }

    /// The code or name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
