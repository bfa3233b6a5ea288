//! Quotations: which tokens of a paragraph stand inside quotation marks. Goes by
//! the marks alone; who speaks is `attribution`'s matter.

/// Tracks quotation marks through the tokens of one paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Quotes {
    open: bool,
}

impl Quotes {
    /// Takes the next token; tells whether it stands inside a quotation. The marks themselves do not.
    ///
    /// `spaced` tells whether white space stands before and after it: a straight mark opens after a
    /// space and closes before one.
    pub(super) fn step(&mut self, token: &str, spaced: (bool, bool)) -> bool {
        match token {
            "“" | "„" | "«" | "``" => self.open = true,
            "”" | "»" => self.open = false,
            "\"" | "''" => {
                self.open = match spaced {
                    (true, false) => true,
                    (false, true) => false,
                    _ => !self.open,
                };
            }
            _ => return self.open,
        }
        false
    }
}
