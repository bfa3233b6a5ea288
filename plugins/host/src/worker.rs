//! The worker process: loads one plugin and runs documents through it until
//! the host closes the pipe. Ends at once when the host is gone.

use std::fs::File;
use std::io::{self, Read};
use std::process::ExitCode;
use std::sync::mpsc;

use crate::load::Instance;
use crate::wire::{Reply, Request, read_frame, write_reply};

/// Runs as a worker: the whole of a program that was started with [`WORKER`](crate::WORKER).
pub fn worker() -> ExitCode {
    let (requests, mut replies) = match take_over_pipes() {
        Ok(pipes) => pipes,
        Err(error) => {
            eprintln!("a plugin worker is started by claimtrack itself: {error}");
            return ExitCode::from(2);
        }
    };
    let frames = read_ahead(requests);
    let Ok(first) = frames.recv() else { return ExitCode::SUCCESS };
    let Ok(Request::Setup(setup)) = postcard::from_bytes(&first) else {
        eprintln!("a plugin worker is started by claimtrack itself, and its first message says what to load");
        return ExitCode::from(2);
    };
    limit_resources(setup.memory_limit);
    let mut instance = match Instance::open(&setup.path, &setup.config) {
        Ok(instance) => instance,
        Err(error) => {
            // The host may have given up already; then there is nobody to tell.
            let _ = write_reply(&mut replies, &Reply::Refused(error.to_string()));
            return ExitCode::SUCCESS;
        }
    };
    let mut reply = Reply::Ready(instance.introduction().clone());
    loop {
        if write_reply(&mut replies, &reply).is_err() {
            return ExitCode::FAILURE;
        }
        let Ok(message) = frames.recv() else { return ExitCode::SUCCESS };
        reply = match postcard::from_bytes(&message) {
            Ok(Request::Extract(packed)) if setup.later => {
                Reply::Found(instance.extract_as_later(&packed.unpack().view()))
            }
            Ok(Request::Extract(packed)) => Reply::Found(instance.extract(&packed.unpack().view())),
            Ok(Request::Explain(packed)) => Reply::Explained(instance.explain(&packed.unpack().view())),
            Ok(Request::Close) => {
                instance.close();
                let _ = write_reply(&mut replies, &Reply::Closed);
                return ExitCode::SUCCESS;
            }
            Ok(Request::Setup(_)) | Err(_) => return ExitCode::FAILURE,
        };
    }
}

/// Reads frames as they come, on a thread of its own. At the end of the stream the host is gone or done
/// with this worker: the process ends, even while the plugin is in an endless loop.
fn read_ahead(mut requests: impl Read + Send + 'static) -> mpsc::Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        loop {
            let mut message = Vec::new();
            match read_frame(&mut requests, &mut message, u32::MAX) {
                // The other end goes only with the process.
                Ok(true) => _ = sender.send(message),
                Ok(false) | Err(_) => end_now(),
            }
        }
    });
    receiver
}

/// The pipe from and to the host, taken off standard input and output: what the plugin prints goes to
/// standard error, and what it reads is empty.
#[cfg(unix)]
fn take_over_pipes() -> io::Result<(File, File)> {
    let requests = File::from(rustix::io::fcntl_dupfd_cloexec(io::stdin(), 3)?);
    let replies = File::from(rustix::io::fcntl_dupfd_cloexec(io::stdout(), 3)?);
    if io::IsTerminal::is_terminal(&requests) {
        return Err(io::Error::other("standard input is a terminal"));
    }
    rustix::stdio::dup2_stdin(File::open("/dev/null")?)?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok((requests, replies))
}

/// Elsewhere the plugin's own standard output must stay silent.
#[cfg(not(unix))]
fn take_over_pipes() -> io::Result<(io::Stdin, io::Stdout)> {
    if io::IsTerminal::is_terminal(&io::stdin()) {
        return Err(io::Error::other("standard input is a terminal"));
    }
    Ok((io::stdin(), io::stdout()))
}

/// No core dumps, and an end to memory before the machine's is reached.
#[cfg(unix)]
fn limit_resources(memory: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let lower = |resource, most: u64| {
        let maximum = getrlimit(resource).maximum;
        let most = maximum.map_or(most, |maximum| maximum.min(most));
        // A system that refuses runs the plugin without the limit.
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    };
    lower(Resource::Core, 0);
    lower(Resource::As, memory);
}

#[cfg(not(unix))]
fn limit_resources(_memory: u64) {}

/// Ends the process without running anything of the plugin's.
fn end_now() -> ! {
    #[cfg(unix)]
    {
        let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::KILL);
    }
    std::process::abort()
}
