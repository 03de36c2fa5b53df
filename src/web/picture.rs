//! Photos: opened as the browser turns them upright, scaled down, and written anew, so that nothing of the camera's own notes (where
//! it was, when, which phone) is left in them.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement};

use gloo::file::ObjectUrl;

use super::window;

/// The longer side of a photo, in pixels, unless a form says otherwise.
pub const LONG_SIDE: u32 = 1600;
/// What a photo is to weigh, in bytes; a busy one may weigh somewhat more.
const GOOD_WEIGHT: f64 = 210_000.0;
/// How good a JPEG is, from the first try to the last.
const QUALITIES: [f64; 4] = [0.82, 0.7, 0.58, 0.45];

/// Why a picture could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmade {
    /// The browser cannot read it as a picture.
    Unreadable,
    /// The browser has no canvas, or would not give what was drawn.
    Undrawable,
}

/// A picture of a file, decoded and upright.
pub async fn open(file: &Blob) -> Result<HtmlImageElement, Unmade> {
    let url = ObjectUrl::from(gloo::file::Blob::from(file.clone()));
    open_at(&url).await
}

/// A picture at an address of this page, decoded and upright.
pub async fn open_at(url: &str) -> Result<HtmlImageElement, Unmade> {
    let image = HtmlImageElement::new().map_err(|_| Unmade::Unreadable)?;
    image.set_src(url);
    JsFuture::from(image.decode()).await.map_err(|_| Unmade::Unreadable)?;
    Ok(image)
}

/// A photo as it is kept: a JPEG whose longer side is at most `long_side`, of about 200 KB.
pub async fn scaled(file: &Blob, long_side: u32) -> Result<Vec<u8>, Unmade> {
    let image = open(file).await?;
    let canvas = on_canvas(&image, long_side)?;
    let mut made = Vec::new();
    for quality in QUALITIES {
        let (blob, weight) = encode(&canvas, "image/jpeg", quality).await?;
        made = blob;
        if weight <= GOOD_WEIGHT {
            break;
        }
    }
    Ok(made)
}

/// A canvas that holds a picture, scaled down so far that its longer side is at most `long_side`.
pub fn on_canvas(image: &HtmlImageElement, long_side: u32) -> Result<HtmlCanvasElement, Unmade> {
    let (width, height) = fit(image.natural_width(), image.natural_height(), long_side);
    let canvas = window()
        .and_then(|window| window.document())
        .and_then(|document| document.create_element("canvas").ok())
        .and_then(|element| element.dyn_into::<HtmlCanvasElement>().ok())
        .ok_or(Unmade::Undrawable)?;
    canvas.set_width(width);
    canvas.set_height(height);
    let pen = pen(&canvas).ok_or(Unmade::Undrawable)?;
    paint(&pen, Some(image), f64::from(width), f64::from(height));
    Ok(canvas)
}

/// Fills a whole canvas with white, and with a picture where there is one.
pub fn paint(pen: &CanvasRenderingContext2d, image: Option<&HtmlImageElement>, width: f64, height: f64) {
    pen.set_fill_style_str("#fff");
    pen.fill_rect(0.0, 0.0, width, height);
    if let Some(image) = image {
        // It fails for a picture that is not decoded, and these are.
        let _drawn = pen.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height);
    }
}

/// What draws on a canvas.
#[must_use]
pub fn pen(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// What a canvas shows, as the bytes of a file, and their number.
pub async fn encode(canvas: &HtmlCanvasElement, kind: &str, quality: f64) -> Result<(Vec<u8>, f64), Unmade> {
    let blob = Promise::new(&mut |settle, refuse| {
        if canvas.to_blob_with_type_and_encoder_options(&settle, kind, &quality.into()).is_err() {
            // Calling a promise's own function does not throw.
            let _refused = refuse.call0(&refuse);
        }
    });
    let blob =
        JsFuture::from(blob).await.ok().and_then(|blob| blob.dyn_into::<Blob>().ok()).ok_or(Unmade::Undrawable)?;
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| Unmade::Undrawable)?;
    Ok((Uint8Array::new(&buffer).to_vec(), blob.size()))
}

/// The size of a picture whose longer side is at most `long`; never larger than it was.
fn fit(width: u32, height: u32, long: u32) -> (u32, u32) {
    let longer = width.max(height).max(1);
    if longer <= long {
        return (width.max(1), height.max(1));
    }
    let scaled = |side: u32| {
        let side = (u64::from(side) * u64::from(long) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(side).unwrap_or(long).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_never_grows() {
        assert_eq!(fit(4000, 3000, 1600), (1600, 1200));
        assert_eq!(fit(3000, 4000, 1600), (1200, 1600));
        assert_eq!(fit(640, 480, 1600), (640, 480));
        assert_eq!(fit(10_000, 3, 1600), (1600, 1), "no side vanishes");
    }
}
