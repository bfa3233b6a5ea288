//! YAML that people write: read within limits, with faults that say where and
//! how to cure them; and scalars that read back as what they were.
//! Knows nothing of claims.

mod fault;
mod guard;
mod scalar;

pub use fault::Fault;
pub use guard::Limits;
pub use scalar::{Context, quote};

/// Reads one document. Limits are checked before the parser sees a byte, since YAML parsers take time
/// that grows with the square of the nesting depth.
///
/// # Errors
/// A [`Fault`] with the place and the cure.
pub fn from_str<T: serde::de::DeserializeOwned>(text: &str, limits: Limits) -> Result<T, Fault> {
    guard::check(text, limits)?;
    serde_yaml::from_str(text).map_err(|error| Fault::from_parser(text, &error, fault::keys_of::<T>))
}

#[cfg(test)]
mod tests;
