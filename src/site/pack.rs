//! Compressed copies for web hosts that serve them, and what each file weighs.

use std::io::Write as _;
use std::path::Path;

use flate2::{Compression, write::GzEncoder};

use super::{SiteError, files, io_error, write};

/// Files smaller than this do not repay a copy.
const SMALL: usize = 512;

/// Brotli's slowest and best level, and its largest window that every browser reads.
const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

/// A file of the site and the weights of its copies, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Packed {
    /// Its name in the site.
    pub name: String,
    /// As it is.
    pub plain: usize,
    /// As Brotli; as it is, where a copy would not be smaller.
    pub brotli: usize,
    /// As gzip; as it is, where a copy would not be smaller.
    pub gzip: usize,
}

/// Lays a `.br` and a `.gz` copy beside every file of `dist` that gets smaller by it.
pub fn pack(dist: &Path) -> Result<Vec<Packed>, SiteError> {
    files(dist)?
        .into_iter()
        .map(|file| {
            let mut packed =
                Packed { plain: file.bytes.len(), brotli: file.bytes.len(), gzip: file.bytes.len(), name: file.name };
            if packed.plain >= SMALL {
                packed.brotli = lay(dist, &packed.name, "br", &brotli(&file.bytes)?, packed.plain)?;
                packed.gzip = lay(dist, &packed.name, "gz", &gzip(&file.bytes)?, packed.plain)?;
            }
            Ok(packed)
        })
        .collect()
}

fn lay(dist: &Path, name: &str, end: &str, copy: &[u8], plain: usize) -> Result<usize, SiteError> {
    // Pictures are compressed already.
    if copy.len() * 10 > plain * 9 {
        return Ok(plain);
    }
    write(&dist.join(format!("{name}.{end}")), copy)?;
    Ok(copy.len())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>, SiteError> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, BROTLI_QUALITY, BROTLI_WINDOW);
    writer.write_all(bytes).map_err(|cause| io_error(Path::new("brotli"), cause))?;
    Ok(writer.into_inner())
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>, SiteError> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes).and_then(|()| writer.finish()).map_err(|cause| io_error(Path::new("gzip"), cause))
}
