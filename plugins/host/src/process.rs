//! The host's hold on one worker process: three threads that keep its pipes
//! moving, answers with a time limit, and its end. Knows nothing of documents.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::load::one_line;
use crate::settings::{Output, Settings};
use crate::wire::{LONGEST_REPLY, Reply, read_frame, reply};

/// A worker process. Dropping it kills it.
pub(crate) struct Process {
    child: Child,
    requests: Sender<Arc<Vec<u8>>>,
    replies: Receiver<Option<Reply>>,
    printed: Printed,
}

/// What came of waiting for an answer.
pub(crate) enum Answer {
    Reply(Reply),
    /// Bytes that mean nothing.
    Babble,
    /// Nothing within the time limit.
    Late,
    /// The process is gone.
    Gone,
}

/// What the process printed: lines go on as they come, the last is kept for its obituary.
struct Printed {
    last: Arc<Mutex<String>>,
    done: Receiver<()>,
}

impl Process {
    /// Starts a worker.
    pub(crate) fn start(settings: &Settings, plugin: &str) -> io::Result<Process> {
        let mut child =
            command(settings).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        // All three were asked for above.
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(stdin), Some(stdout), Some(stderr)) = (stdin, stdout, stderr) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        widen(&stdin);
        Ok(Process {
            child,
            requests: write_on(stdin),
            replies: read_on(stdout),
            printed: Printed::follow(stderr, plugin.to_owned(), Arc::clone(&settings.output)),
        })
    }

    /// Sends a request; never blocks.
    pub(crate) fn send(&self, frame: Arc<Vec<u8>>) {
        // When the writer is gone the process is too, and waiting for the answer says so.
        let _ = self.requests.send(frame);
    }

    /// Waits for the next answer.
    pub(crate) fn answer(&self, limit: Duration) -> Answer {
        match self.replies.recv_timeout(limit) {
            Ok(Some(reply)) => Answer::Reply(reply),
            Ok(None) => Answer::Babble,
            Err(RecvTimeoutError::Timeout) => Answer::Late,
            Err(RecvTimeoutError::Disconnected) => Answer::Gone,
        }
    }

    /// Whether it still runs.
    pub(crate) fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Waits for its end, or ends it; how it ended and the last line it printed. `grace` is the time it
    /// gets to end by itself.
    pub(crate) fn end(mut self, grace: Duration) -> (Option<ExitStatus>, String) {
        let until = Instant::now() + grace;
        loop {
            match self.child.try_wait() {
                Ok(Some(status)) => return (Some(status), self.printed.last_words()),
                Ok(None) if Instant::now() < until => std::thread::sleep(Duration::from_micros(200)),
                _ => {
                    let _ = self.child.kill();
                    return (self.child.wait().ok(), self.printed.last_words());
                }
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail when it has ended already, which is what is wanted.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command that starts a worker: this very program, also when its file was replaced meanwhile.
fn command(settings: &Settings) -> Command {
    if let Some((program, arguments)) = &settings.worker {
        let mut command = Command::new(program);
        command.args(arguments);
        return command;
    }
    let own = if cfg!(target_os = "linux") {
        PathBuf::from("/proc/self/exe")
    } else {
        // Without a path of its own the start fails, and the failure says so.
        std::env::current_exe().unwrap_or_default()
    };
    let mut command = Command::new(own);
    #[cfg(unix)]
    std::os::unix::process::CommandExt::arg0(&mut command, "claimtrack");
    command.arg(crate::WORKER);
    // A backtrace would push the message of a dying plugin out of what is kept of its last words.
    command.env("RUST_BACKTRACE", "0");
    command
}

/// Makes room in the pipe for several documents, so that host and worker need not take turns for each piece
/// of one. A system that refuses lends what it lends.
#[cfg(target_os = "linux")]
fn widen(pipe: &ChildStdin) {
    const ROOM: usize = 1 << 20;
    let _ = rustix::pipe::fcntl_setpipe_size(pipe, ROOM);
}

#[cfg(not(target_os = "linux"))]
fn widen(_pipe: &ChildStdin) {}

/// Writes frames as they come; ends when the pipe breaks or nobody sends any more.
fn write_on(mut pipe: ChildStdin) -> Sender<Arc<Vec<u8>>> {
    let (sender, frames) = mpsc::channel::<Arc<Vec<u8>>>();
    std::thread::spawn(move || {
        for frame in frames {
            if pipe.write_all(&frame).is_err() {
                return;
            }
        }
    });
    sender
}

/// Reads answers as they come; `None` is bytes that mean nothing, after which nothing more is read.
fn read_on(pipe: impl Read + Send + 'static) -> Receiver<Option<Reply>> {
    let (sender, receiver) = mpsc::channel();
    let mut pipe = BufReader::new(pipe);
    std::thread::spawn(move || {
        let mut message = Vec::new();
        loop {
            let answer = match read_frame(&mut pipe, &mut message, LONGEST_REPLY) {
                Ok(true) => reply(&message),
                Err(error) if error.kind() == io::ErrorKind::InvalidData => None,
                Ok(false) | Err(_) => return,
            };
            let over = answer.is_none();
            if sender.send(answer).is_err() || over {
                return;
            }
        }
    });
    receiver
}

/// Whether a line only says how to get more lines.
fn is_noise(line: &str) -> bool {
    line.starts_with("note: ") || line.starts_with("skipping backtrace")
}

impl Printed {
    /// Passes lines on; at most a megabyte per process, so that a plugin can't bury the run's own words.
    fn follow(pipe: impl Read + Send + 'static, plugin: String, output: Output) -> Printed {
        const MOST: usize = 1 << 20;
        const LONGEST_LINE: u64 = 4_096;
        let last = Arc::new(Mutex::new(String::new()));
        let (sender, done) = mpsc::channel();
        let keep = Arc::clone(&last);
        std::thread::spawn(move || {
            let mut pipe = BufReader::new(pipe);
            let (mut line, mut seen) = (Vec::new(), 0);
            loop {
                line.clear();
                match pipe.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line) {
                    Ok(0) | Err(_) => break,
                    Ok(_) => {}
                }
                let text = one_line(String::from_utf8_lossy(&line).trim_end(), usize::MAX);
                if text.is_empty() {
                    continue;
                }
                let before = seen;
                seen += line.len();
                if seen <= MOST {
                    output(&plugin, &text);
                } else if before <= MOST {
                    output(&plugin, "(prints too much; the rest is not shown)");
                }
                if is_noise(&text) {
                    continue;
                }
                *keep.lock().unwrap_or_else(PoisonError::into_inner) = text;
            }
            // Nobody need be waiting.
            let _ = sender.send(());
        });
        Printed { last, done }
    }

    /// The last line; waits a moment for what is still in the pipe, not for a grandchild that holds it open.
    fn last_words(&self) -> String {
        let _ = self.done.recv_timeout(Duration::from_millis(100));
        self.last.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
