//! Looks into a plugin's file without running a line of it: is it a library,
//! whole, for this machine, with a descriptor of a version this host speaks?

use std::env::consts::{ARCH, OS};

use claimtrack_sdk::abi::{ABI_MAJOR, ABI_MINOR, DESCRIPTOR_HEAD, FIRST_DESCRIPTOR, MAGIC, SYMBOL};
use object::read::elf::{ElfFile32, ElfFile64, FileHeader, ProgramHeader};
use object::read::{ExportTarget, NameOrOrdinal};
use object::{Architecture, BinaryFormat, FileKind, Object, ObjectSection, ObjectSymbol};

/// Majors of the contract that this host can run.
pub(crate) const MAJORS: std::ops::RangeInclusive<u32> = 1..=ABI_MAJOR;

/// Why a file is no plugin that this host can run.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// The file is empty.
    #[error("an empty file; build the plugin again")]
    Empty,
    /// It doesn't begin as any library does.
    #[error("not a library; give the path of the .so, .dylib or .dll that the build made")]
    NotALibrary,
    /// It begins as a library, but its end or parts of it are missing.
    #[error("a truncated or damaged library ({0} bytes); copy or build it again")]
    Truncated(usize),
    /// A library for another system.
    #[error("a library for another system ({found}); build it for {OS} on {ARCH}")]
    OtherSystem {
        /// Its format.
        found: String,
    },
    /// A library for another processor.
    #[error("built for {found}; this host runs on {ARCH}; build it for this machine")]
    OtherArchitecture {
        /// Its architecture.
        found: String,
    },
    /// An object file or a program.
    #[error("not a shared library but {0}; set crate-type = [\"cdylib\"]")]
    NotShared(String),
    /// A library without the descriptor.
    #[error("a library, but no Claimtrack plugin: it exports no symbol {SYMBOL}; use export_plugin!")]
    NoDescriptor,
    /// The descriptor doesn't begin as one.
    #[error("its symbol {SYMBOL} is no plugin descriptor (its first bytes are wrong)")]
    BadMagic,
    /// Another major version of the contract.
    #[error(
        "built for plugin ABI {major}.{minor}; this host speaks {ABI_MAJOR}.{ABI_MINOR}; \
         rebuild it against claimtrack-sdk {sdk}",
        sdk = env!("CARGO_PKG_VERSION")
    )]
    OtherAbi {
        /// Its major.
        major: u32,
        /// Its minor.
        minor: u32,
    },
    /// A descriptor that lacks fields.
    #[error("its descriptor has {found} bytes, but ABI 1.0 has {FIRST_DESCRIPTOR}; rebuild it")]
    ShortDescriptor {
        /// Bytes it says it has.
        found: u32,
    },
}

/// Checks the bytes of a plugin's file; gives the contract's version it was built for.
///
/// # Errors
/// The first thing found wrong, in the order of [`Unfit`].
pub fn peek(bytes: &[u8]) -> Result<(u32, u32), Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    let kind = FileKind::parse(bytes).map_err(|_| begins_like_a_library(bytes))?;
    if matches!(kind, FileKind::MachOFat32 | FileKind::MachOFat64) {
        return Err(Unfit::OtherSystem { found: "several architectures in one file".to_owned() });
    }
    let truncated = Unfit::Truncated(bytes.len());
    let file = object::File::parse(bytes).map_err(|_| match kind {
        FileKind::Archive => Unfit::NotShared("an archive".to_owned()),
        _ => truncated.clone(),
    })?;
    let format = match OS {
        "macos" | "ios" => BinaryFormat::MachO,
        "windows" => BinaryFormat::Pe,
        _ => BinaryFormat::Elf,
    };
    if file.format() != format {
        return Err(Unfit::OtherSystem { found: format!("{:?}", file.format()) });
    }
    if file.architecture() != this_architecture() {
        return Err(Unfit::OtherArchitecture { found: format!("{:?}", file.architecture()) });
    }
    if !is_whole(kind, bytes) {
        return Err(truncated);
    }
    if file.kind() != object::ObjectKind::Dynamic {
        let what = match file.kind() {
            object::ObjectKind::Executable => "a program",
            object::ObjectKind::Relocatable => "an object file",
            _ => "something else",
        };
        return Err(Unfit::NotShared(what.to_owned()));
    }
    let head = descriptor_head(&file)?.ok_or(truncated)?;
    if head[..8] != MAGIC {
        return Err(Unfit::BadMagic);
    }
    let number = |at: usize| u32::from_ne_bytes([head[at], head[at + 1], head[at + 2], head[at + 3]]);
    let (major, minor, size) = (number(8), number(12), number(16));
    if !MAJORS.contains(&major) {
        return Err(Unfit::OtherAbi { major, minor });
    }
    if (size as usize) < FIRST_DESCRIPTOR {
        return Err(Unfit::ShortDescriptor { found: size });
    }
    Ok((major, minor))
}

/// What to say of bytes that `object` doesn't know: the start of a library cut off, or no library.
fn begins_like_a_library(bytes: &[u8]) -> Unfit {
    const BEGINNINGS: [&[u8]; 4] = [b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"MZ"];
    let cut_off = |beginning: &&[u8]| {
        let shared = beginning.len().min(bytes.len());
        bytes[..shared] == beginning[..shared]
    };
    if BEGINNINGS.iter().any(cut_off) { Unfit::Truncated(bytes.len()) } else { Unfit::NotALibrary }
}

fn this_architecture() -> Architecture {
    match ARCH {
        "x86_64" => Architecture::X86_64,
        "x86" => Architecture::I386,
        "aarch64" => Architecture::Aarch64,
        "arm" => Architecture::Arm,
        "riscv64" => Architecture::Riscv64,
        "powerpc64" => Architecture::PowerPc64,
        "s390x" => Architecture::S390x,
        "loongarch64" => Architecture::LoongArch64,
        _ => Architecture::Unknown,
    }
}

/// Whether all that an ELF file's headers speak of lies inside it. The loader maps it unchecked, and
/// touching a page beyond the end kills the process.
fn is_whole(kind: FileKind, bytes: &[u8]) -> bool {
    match kind {
        FileKind::Elf32 => {
            ElfFile32::<object::Endianness>::parse(bytes).is_ok_and(|file| elf_is_whole(&file, bytes))
        }
        FileKind::Elf64 => {
            ElfFile64::<object::Endianness>::parse(bytes).is_ok_and(|file| elf_is_whole(&file, bytes))
        }
        _ => true,
    }
}

fn elf_is_whole<H: FileHeader>(file: &object::read::elf::ElfFile<'_, H>, bytes: &[u8]) -> bool {
    let (endian, header, length) = (file.endian(), file.elf_header(), bytes.len() as u64);
    let sections_end = header.e_shoff(endian).into()
        + u64::from(header.e_shnum(endian)) * u64::from(header.e_shentsize(endian));
    let segments_fit = file.elf_program_headers().iter().all(|segment| {
        let (offset, size): (u64, u64) = (segment.p_offset(endian).into(), segment.p_filesz(endian).into());
        offset.checked_add(size).is_some_and(|end| end <= length)
    });
    sections_end <= length && segments_fit
}

/// The first bytes of the descriptor, or nothing if the file does not hold them.
fn descriptor_head(file: &object::File<'_>) -> Result<Option<[u8; DESCRIPTOR_HEAD]>, Unfit> {
    // Mach-O puts an underscore before each name of C's.
    let is_it = |name: &[u8]| name.strip_prefix(b"_").unwrap_or(name) == SYMBOL.as_bytes();
    let symbol = file
        .dynamic_symbols()
        .find(|symbol| symbol.is_definition() && symbol.name_bytes().is_ok_and(is_it))
        .map(|symbol| symbol.address());
    // ELF has dynamic symbols, the others a table of exports.
    let export = || {
        file.exports().ok()?.flatten().find_map(|export| match (export.name(), export.target()) {
            (NameOrOrdinal::Name(name), ExportTarget::Address { address }) if is_it(name) => Some(address),
            _ => None,
        })
    };
    let address = symbol.or_else(export).ok_or(Unfit::NoDescriptor)?;
    Ok(file.sections().find_map(|section| {
        let data = section.data_range(address, DESCRIPTOR_HEAD as u64).ok()??;
        data.try_into().ok()
    }))
}
