//! The worker process: loads one plugin and runs documents through it until
//! the host closes the pipe. Ends at once when the host is gone.

use std::fs::File;
use std::io::{self, Read, Write};
use std::process::ExitCode;
use std::sync::mpsc;

use sha2::{Digest, Sha256};

use crate::load::Instance;
use crate::wire::{Reply, Request, Setup, read_frame, write_reply};

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
    let mut instance = match open(&setup) {
        Ok(instance) => instance,
        Err(message) => {
            // The host may have given up already; then there is nobody to tell.
            let _ = write_reply(&mut replies, &Reply::Refused(message));
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

fn open(setup: &Setup) -> Result<Instance, String> {
    let private;
    let path = match setup.digest {
        None => &setup.path,
        Some(digest) => {
            private = private_copy(setup, digest).map_err(|error| error.to_string())?;
            &private.path
        }
    };
    Instance::open(path, &setup.config).map_err(|error| error.to_string())
}

/// A copy of the library that nobody else can change, so that the bytes that were hashed are the bytes
/// that are loaded.
struct PrivateCopy {
    path: std::path::PathBuf,
    _file: File,
    #[cfg(not(target_os = "linux"))]
    _folder: tempfile::TempDir,
}

fn private_copy(setup: &Setup, digest: [u8; 32]) -> io::Result<PrivateCopy> {
    let bytes = std::fs::read(&setup.path)?;
    if <[u8; 32]>::from(Sha256::digest(&bytes)) != digest {
        return Err(io::Error::other("the file changed while it was being loaded"));
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{MemfdFlags, SealFlags};
        use std::os::fd::AsRawFd;
        let flags = MemfdFlags::CLOEXEC | MemfdFlags::ALLOW_SEALING;
        let mut file = File::from(rustix::fs::memfd_create("claimtrack-plugin", flags)?);
        file.write_all(&bytes)?;
        rustix::fs::fcntl_add_seals(&file, SealFlags::WRITE | SealFlags::SHRINK | SealFlags::GROW)?;
        let path = format!("/proc/self/fd/{}", file.as_raw_fd()).into();
        Ok(PrivateCopy { path, _file: file })
    }
    #[cfg(not(target_os = "linux"))]
    {
        // A new folder that only this user may enter.
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(setup.path.file_name().unwrap_or_default());
        let mut file = File::create_new(&path)?;
        file.write_all(&bytes)?;
        Ok(PrivateCopy { path, _file: file, _folder: folder })
    }
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
