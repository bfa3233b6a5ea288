//! Front matter: YAML between two lines `---` at the head of a text or Markdown file.

/// A file cut in two.
pub(super) struct Parts<'t> {
    /// What stands between the two lines.
    pub(super) yaml: &'t str,
    /// What follows the second one; a single empty line after it belongs to neither.
    pub(super) text: &'t str,
}

/// Cuts `all` after its front matter. None when the file is of another type, does not open with a line
/// `---`, or never closes it (a rule in Markdown).
pub(super) fn split<'t>(path: &str, all: &'t str) -> Option<Parts<'t>> {
    let extension = path.rsplit('.').next()?;
    if !["txt", "md", "markdown"].contains(&extension.to_ascii_lowercase().as_str()) {
        return None;
    }
    let body = all.strip_prefix("---\n").or_else(|| all.strip_prefix("---\r\n"))?;
    let mut end = 0;
    for line in body.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let rest = &body[end + line.len()..];
            let text = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n')).unwrap_or(rest);
            return Some(Parts { yaml: &body[..end], text });
        }
        end += line.len();
    }
    None
}
