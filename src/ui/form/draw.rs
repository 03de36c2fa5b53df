//! The drawing pad: a signature or a sketch on white, or marks on a photo; with a finger, a mouse or the keyboard, and every stroke can
//! be undone.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlCanvasElement, HtmlImageElement, KeyboardEvent, PointerEvent};
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use super::files::Held;
use super::widget::Widget;
use crate::text::Lang;
use crate::text::words::form;
use crate::ui::el::el;
use crate::ui::icon::Icon;
use crate::ui::parts::{Shape, Tone, button, dialog, notice, pick};
use crate::web::picture;

/// The size of a white pad, in pixels.
const SIGNATURE: (u32, u32) = (1200, 600);
const SKETCH: (u32, u32) = (1200, 1200);
/// How far an arrow key moves the pen, and with Shift.
const STEP: f64 = 12.0;
const LEAP: f64 = 60.0;

/// What a [`Pad`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct PadProps {
    /// The language.
    pub lang: Lang,
    /// Its heading.
    pub title: AttrValue,
    /// A signature, a drawing, or marks on a photo.
    pub what: Widget,
    /// The photo.
    pub on: Option<Held>,
    /// Called when it is closed with nothing kept.
    pub onclose: Callback<()>,
    /// Called with the bytes of the picture and its ending.
    pub ondone: Callback<(Vec<u8>, &'static str)>,
}

/// One stroke: its colour and its points.
struct Stroke {
    colour: &'static str,
    points: Vec<(f64, f64)>,
}

/// What is drawn so far.
#[derive(Default)]
struct Drawing {
    image: Option<HtmlImageElement>,
    strokes: Vec<Stroke>,
    /// Whether a stroke is being drawn.
    down: bool,
    /// Somebody wanted to leave what is drawn and was asked whether they mean it.
    leaving: bool,
    /// Where the keyboard's pen stands, once it was used.
    pen: Option<(f64, f64)>,
    colour: &'static str,
}

impl Drawing {
    fn begin(&mut self, at: (f64, f64)) {
        self.down = true;
        self.leaving = false;
        self.strokes.push(Stroke { colour: self.colour, points: vec![at] });
    }

    fn go_on(&mut self, at: (f64, f64)) {
        if let Some(stroke) = self.strokes.last_mut().filter(|_| self.down) {
            stroke.points.push(at);
        }
    }

    fn undo(&mut self) {
        self.down = false;
        self.strokes.pop();
    }

    /// Moves the keyboard's pen, which begins in the middle.
    fn step(&mut self, (right, down): (f64, f64), (width, height): (f64, f64)) {
        let (x, y) = self.pen.unwrap_or((width / 2.0, height / 2.0));
        let at = ((x + right).clamp(0.0, width), (y + down).clamp(0.0, height));
        self.pen = Some(at);
        self.go_on(at);
    }

    /// Draws everything anew; with the keyboard's pen while it is being drawn, without it on what is kept.
    fn paint(&self, canvas: &HtmlCanvasElement, with_pen: bool) {
        let Some(pen) = picture::pen(canvas) else { return };
        let (width, height) = size(canvas);
        picture::paint(&pen, self.image.as_ref(), width, height);
        pen.set_line_cap("round");
        pen.set_line_join("round");
        pen.set_line_width((width / 200.0).max(3.0));
        for stroke in &self.strokes {
            pen.set_stroke_style_str(stroke.colour);
            pen.begin_path();
            for (at, (x, y)) in stroke.points.iter().enumerate() {
                if at == 0 {
                    pen.move_to(*x, *y);
                    // A tap alone is a dot.
                    pen.line_to(*x + 0.1, *y);
                } else {
                    pen.line_to(*x, *y);
                }
            }
            pen.stroke();
        }
        if let Some((x, y)) = self.pen.filter(|_| with_pen) {
            pen.set_stroke_style_str(if self.down { self.colour } else { "#747e78" });
            pen.set_line_width(3.0);
            pen.stroke_rect(x - 8.0, y - 8.0, 16.0, 16.0);
        }
    }
}

/// The pad, open for as long as it is drawn.
#[component]
pub fn Pad(props: &PadProps) -> Html {
    let lang = props.lang;
    let first = if props.on.is_some() { RED } else { BLACK };
    let drawing = use_mut_ref(|| Drawing { colour: first.1, ..Drawing::default() });
    let canvas = use_node_ref();
    let redraw = use_force_update();
    let repaint = {
        let (drawing, canvas) = (drawing.clone(), canvas.clone());
        move || {
            if let Some(canvas) = canvas.cast::<HtmlCanvasElement>() {
                drawing.borrow().paint(&canvas, true);
            }
        }
    };
    use_effect_with((), {
        let (drawing, canvas, repaint) = (drawing.clone(), canvas.clone(), repaint.clone());
        let (on, what) = (props.on.clone(), props.what.clone());
        move |()| {
            spawn_local(async move {
                let image = match &on {
                    Some(held) => picture::open_at(&held.address()).await.ok(),
                    None => None,
                };
                let Some(canvas) = canvas.cast::<HtmlCanvasElement>() else { return };
                let (width, height) = match &image {
                    Some(image) => (image.natural_width(), image.natural_height()),
                    None if what == Widget::Signature => SIGNATURE,
                    None => SKETCH,
                };
                canvas.set_width(width.max(1));
                canvas.set_height(height.max(1));
                drawing.borrow_mut().image = image;
                repaint();
            });
        }
    });
    // Something was drawn: paint it, and let the buttons know.
    let changed = {
        let (repaint, redraw) = (repaint.clone(), redraw.clone());
        move || {
            repaint();
            redraw.force_update();
        }
    };
    let pointer = |act: fn(&mut Drawing, (f64, f64))| {
        let (drawing, repaint) = (drawing.clone(), repaint.clone());
        move |event: Event| {
            if let Some(at) = event.dyn_ref::<PointerEvent>().and_then(place) {
                event.prevent_default();
                act(&mut drawing.borrow_mut(), at);
                repaint();
            }
        }
    };
    let up = {
        let (drawing, redraw) = (drawing.clone(), redraw.clone());
        move |_: Event| {
            if std::mem::take(&mut drawing.borrow_mut().down) {
                redraw.force_update();
            }
        }
    };
    let keys = {
        let (drawing, changed) = (drawing.clone(), changed.clone());
        move |event: Event| {
            let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
            let Some(canvas) = event.target().and_then(|target| target.dyn_into::<HtmlCanvasElement>().ok()) else {
                return;
            };
            if press(&mut drawing.borrow_mut(), key, size(&canvas)) {
                event.prevent_default();
                changed();
            }
        }
    };
    let pad = el("canvas", if props.what == Widget::Signature { "pad wide" } else { "pad" })
        .node(canvas.clone())
        .attr("tabindex", "0")
        .attr("role", "application")
        .attr("aria-label", form::PAD.text(lang))
        .on(ListenerKind::onpointerdown, pointer(Drawing::begin))
        .on(ListenerKind::onpointermove, pointer(Drawing::go_on))
        .on(ListenerKind::onpointerup, up.clone())
        .on(ListenerKind::onpointercancel, up)
        // A stroke to the side turns no page.
        .on(ListenerKind::ontouchstart, |event| event.stop_propagation())
        .on(ListenerKind::onkeydown, keys);
    let (empty, colour, leaving) = {
        let drawing = drawing.borrow();
        (drawing.strokes.is_empty(), drawing.colour, drawing.leaving && !drawing.strokes.is_empty())
    };
    let act = |what: fn(&mut Drawing)| {
        let (drawing, changed) = (drawing.clone(), changed.clone());
        Callback::from(move |_| {
            what(&mut drawing.borrow_mut());
            changed();
        })
    };
    let tools = el("div", "line-up")
        .child(button(Tone::Plain, Some(Icon::Undo), form::UNDO.text(lang), act(Drawing::undo)).flag("disabled", empty))
        .child(
            button(Tone::Plain, Some(Icon::Bin), form::WIPE.text(lang), act(|drawing| drawing.strokes.clear()))
                .flag("disabled", empty),
        );
    let inks = (props.what != Widget::Signature).then(|| {
        let chosen = INKS.into_iter().find(|(_, ink, _)| *ink == colour).map_or("", |(key, ..)| key);
        let (drawing, redraw) = (drawing.clone(), redraw.clone());
        let onpick = Callback::from(move |key: &'static str| {
            if let Some((_, ink, _)) = INKS.into_iter().find(|(other, ..)| *other == key) {
                drawing.borrow_mut().colour = ink;
                redraw.force_update();
            }
        });
        let options = INKS.into_iter().map(|(key, _, word)| (key, AttrValue::from(word.text(lang))));
        pick("ink", form::INK.text(lang), options, chosen, &onpick)
    });
    let done = {
        let (canvas, drawing, ondone, close) =
            (canvas.clone(), drawing.clone(), props.ondone.clone(), props.onclose.clone());
        let photo = props.on.is_some();
        Callback::from(move |_| {
            let Some(canvas) = canvas.cast::<HtmlCanvasElement>() else { return };
            drawing.borrow().paint(&canvas, false);
            let (ondone, close) = (ondone.clone(), close.clone());
            spawn_local(async move {
                let (kind, ending) = if photo { ("image/jpeg", "jpg") } else { ("image/png", "png") };
                match picture::encode(&canvas, kind, 0.8).await {
                    Ok((bytes, _)) => ondone.emit((bytes, ending)),
                    Err(_) => close.emit(()),
                }
            });
        })
    };
    let nothing = empty && props.on.is_none();
    let keep = button(Tone::Main, Some(Icon::Check), form::FINISHED.text(lang), done).flag("disabled", nothing);
    let close = props.onclose.clone();
    let drop = leaving.then(|| {
        let close = close.clone();
        button(Tone::Plain, Some(Icon::Bin), form::DO_NOT_KEEP.text(lang), Callback::from(move |_| close.emit(())))
    });
    let warned = leaving.then(|| {
        notice("card warn line-up", Icon::Triangle, form::NOT_KEPT_YET.text(lang), None).attr("role", "alert")
    });
    // What was drawn is not lost by one "back": that asks first, and only the next one leaves.
    let onclose = Callback::from(move |()| {
        let asks = {
            let mut drawing = drawing.borrow_mut();
            !drawing.strokes.is_empty() && !std::mem::replace(&mut drawing.leaving, true)
        };
        if asks {
            redraw.force_update();
        } else {
            close.emit(());
        }
    });
    let body = el("div", "stack near").child(pad).child(tools).maybe(inks).maybe(warned);
    let foot = el("div", "foot-buttons").maybe(drop).child(keep);
    dialog(lang, props.title.clone(), Shape::Sheet, onclose, body, Some(foot))
}

/// The inks: key, colour, word.
type Ink = (&'static str, &'static str, crate::text::words::Word);
const BLACK: Ink = ("black", "#1f2421", form::BLACK);
const RED: Ink = ("red", "#b3261e", form::RED);
const INKS: [Ink; 3] = [BLACK, RED, ("blue", "#1b5fa7", form::BLUE)];

/// What a key does; whether it does anything.
fn press(drawing: &mut Drawing, key: &KeyboardEvent, size: (f64, f64)) -> bool {
    let step = if key.shift_key() { LEAP } else { STEP };
    match key.key().as_str() {
        "ArrowLeft" => drawing.step((-step, 0.0), size),
        "ArrowRight" => drawing.step((step, 0.0), size),
        "ArrowUp" => drawing.step((0.0, -step), size),
        "ArrowDown" => drawing.step((0.0, step), size),
        " " if drawing.down => drawing.down = false,
        " " => {
            drawing.step((0.0, 0.0), size);
            if let Some(at) = drawing.pen {
                drawing.begin(at);
            }
        }
        "Backspace" => drawing.undo(),
        "z" if key.ctrl_key() || key.meta_key() => drawing.undo(),
        _ => return false,
    }
    true
}

/// Where on the canvas a pointer is, in the canvas's own pixels; takes the pointer, so that a stroke may leave the canvas.
fn place(event: &PointerEvent) -> Option<(f64, f64)> {
    let canvas: HtmlCanvasElement = event.target()?.dyn_into().ok()?;
    if event.type_() == "pointerdown" {
        // It fails for a pointer that is gone already.
        let _taken = canvas.unchecked_ref::<Element>().set_pointer_capture(event.pointer_id());
    }
    let (width, height) = size(&canvas);
    let shown = (f64::from(canvas.client_width()).max(1.0), f64::from(canvas.client_height()).max(1.0));
    Some((f64::from(event.offset_x()) * width / shown.0, f64::from(event.offset_y()) * height / shown.1))
}

fn size(canvas: &HtmlCanvasElement) -> (f64, f64) {
    (f64::from(canvas.width()), f64::from(canvas.height()))
}
