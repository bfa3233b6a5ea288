//! A text in the person's editor.

use std::io::Write as _;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// The text after the person closed the editor that `VISUAL` or `EDITOR` names.
///
/// # Errors
/// When neither is set, or the editor fails: then the text counts as not edited.
pub(super) fn edit(text: &str) -> Result<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let Some(editor) = set("VISUAL").or_else(|| set("EDITOR")) else {
        bail!("no editor is set; set EDITOR, for example: EDITOR=nano claimtrack review");
    };
    let mut file = tempfile::Builder::new().prefix("claim-").suffix(".yaml").tempfile()?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.flush())
        .context("the claim can not be handed to the editor")?;
    let path = file.into_temp_path();
    // As git does: the variable is a command with arguments, for the shell to read.
    let mut command = if cfg!(windows) {
        let mut words = editor.split_whitespace();
        let mut command = Command::new(words.next().unwrap_or_default());
        command.args(words);
        command
    } else {
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{editor} \"$1\"")).arg(&editor);
        command
    };
    let status = command.arg(&path).status().with_context(|| format!("{editor}: can not be started"))?;
    if !status.success() {
        bail!("{editor}: ended with {status}; nothing was changed");
    }
    std::fs::read_to_string(&path).context("what the editor wrote can not be read")
}
