//! The tables of names: tab-separated lines in `core/data/entities`, each with
//! its sources at the top. Reads lines into rows; builds nothing.

pub(super) const STATES: &str = include_str!("../../data/entities/states.tsv");
pub(super) const ORGANISATIONS: &str = include_str!("../../data/entities/organisations.tsv");
pub(super) const BODIES: &str = include_str!("../../data/entities/bodies.tsv");
pub(super) const PLACES: &str = include_str!("../../data/entities/places.tsv");
pub(super) const LEADERS: &str = include_str!("../../data/entities/leaders.tsv");
pub(super) const WORDS: &str = include_str!("../../data/entities/words.tsv");

/// The rows of a table, without comments: `N` columns, missing ones empty.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or("").trim())
    })
}

/// The values of a cell: separated by `|`, empty ones left out.
pub(super) fn values(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').map(str::trim).filter(|value| !value.is_empty())
}
