//! Photos, drawings, sounds, films and files: taken or chosen, kept, shown, taken out and put back.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;
use yew::virtual_dom::ListenerKind;

use super::draw::Pad;
use super::files::{Files, Held, Unkept};
use super::widget::Widget;
use crate::attachment;
use crate::text::words::{Word, form};
use crate::text::{Lang, Say};
use crate::ui::el::{El, el};
use crate::ui::icon::Icon;
use crate::ui::parts::{Tone, button, listed, notice};
use crate::web::picture;

/// What an [`Attached`] is given.
#[derive(Clone, PartialEq, Properties)]
pub struct AttachedProps {
    /// The language.
    pub lang: Lang,
    /// Its id on the page.
    pub id: AttrValue,
    /// What it is of, for those who do not see it.
    pub label: AttrValue,
    /// The name of the file; empty where there is none.
    pub value: AttrValue,
    /// What is asked for: a photo, a drawing, a sound, a film or a file.
    pub what: Widget,
    /// The longer side of a picture at most, in pixels.
    pub long_side: u32,
    /// Cannot be changed.
    pub readonly: bool,
    /// Takes the name, or nothing.
    pub answer: Callback<String>,
    /// Where files are kept.
    pub files: Files,
}

/// How the control stands.
#[derive(Clone, PartialEq)]
enum State {
    /// It waits for a tap.
    Still,
    /// A file is being made and kept.
    Busy,
    /// It could not be.
    Failed(Unkept),
    /// The drawing pad is open, on a picture where one is drawn upon.
    Pad(Option<Held>),
}

/// One file.
#[component]
pub fn Attached(props: &AttachedProps) -> Html {
    let lang = props.lang;
    let state = use_state_eq(|| State::Still);
    // The address of the file that is shown, and of which name it is; no address where the bytes are not here.
    let shown = use_state(|| None::<(AttrValue, Option<Held>)>);
    let before = use_state(|| None::<AttrValue>);
    use_effect_with((props.value.clone(), props.files.clone()), {
        let shown = shown.setter();
        move |(name, files)| {
            let (name, files) = (name.clone(), files.clone());
            if attachment::is_name(&name) {
                spawn_local(async move {
                    let held = files.open(&name).await;
                    shown.set(Some((name, held)));
                });
            }
        }
    });
    let keep = {
        let (state, answer, files) = (state.setter(), props.answer.clone(), props.files.clone());
        Callback::from(move |made: Made| {
            let (state, answer, files) = (state.clone(), answer.clone(), files.clone());
            state.set(State::Busy);
            spawn_local(async move {
                match made.keep(&files).await {
                    Ok(name) => {
                        answer.emit(name);
                        state.set(State::Still);
                    }
                    Err(why) => state.set(State::Failed(why)),
                }
            });
        })
    };
    let onfile = {
        let (keep, state) = (keep.clone(), state.setter());
        let (what, long_side) = (props.what.clone(), props.long_side);
        Callback::from(move |file: File| match what {
            Widget::Photo { .. } => keep.emit(Made::Photo(file, long_side)),
            Widget::Annotate => {
                state.set(State::Busy);
                let state = state.clone();
                spawn_local(async move {
                    state.set(match picture::scaled(&file, long_side).await {
                        Ok(photo) => State::Pad(Some(Held::of(&photo, "image/jpeg"))),
                        Err(why) => State::Failed(Unkept::Picture(why)),
                    });
                });
            }
            _ => keep.emit(Made::File(file)),
        })
    };
    let open_pad = {
        let state = state.setter();
        Callback::from(move |_| state.set(State::Pad(None)))
    };
    let present = (!props.value.is_empty()).then(|| display(props, shown.as_ref()));
    let take_out = (!props.value.is_empty() && !props.readonly).then(|| {
        let (answer, before, value) = (props.answer.clone(), before.setter(), props.value.clone());
        let click = Callback::from(move |_| {
            before.set(Some(value.clone()));
            answer.emit(String::new());
        });
        button(Tone::Quiet, Some(Icon::Bin), form::REMOVE.text(lang), click)
    });
    let put_back = before.as_ref().filter(|_| props.value.is_empty() && !props.readonly).map(|name| {
        let (answer, before, name) = (props.answer.clone(), before.setter(), name.to_string());
        let click = Callback::from(move |_| {
            before.set(None);
            answer.emit(name.clone());
        });
        button(Tone::Quiet, Some(Icon::Undo), form::PUT_BACK.text(lang), click)
    });
    let ways = (!props.readonly).then(|| ways(props, &onfile, &open_pad));
    let said = match &*state {
        State::Busy => Some(notice("saved", Icon::Clock, form::KEEPING.text(lang), None).attr("role", "status")),
        State::Failed(why) => {
            let says = el("span", "").text(why.say(lang));
            Some(el("p", "wrong-text").attr("role", "alert").icon(Icon::Triangle).child(says))
        }
        State::Still | State::Pad(_) => None,
    };
    let pad = match &*state {
        State::Pad(on) => {
            let (close, done) = (state.setter(), keep);
            let onclose = Callback::from(move |()| close.set(State::Still));
            let ondone = Callback::from(move |(bytes, ending)| done.emit(Made::Drawing(bytes, ending)));
            let (on, title, what) = (on.clone(), props.label.clone(), props.what.clone());
            html! { <Pad {lang} {title} {what} {on} {onclose} {ondone} /> }
        }
        _ => Html::default(),
    };
    el("div", "stack near")
        .maybe(present)
        .child(el("div", "line-up").maybe(ways).maybe(take_out).maybe(put_back))
        .maybe(said)
        .html(pad)
        .done()
}

/// What was made and is to be kept.
enum Made {
    Photo(File, u32),
    Drawing(Vec<u8>, &'static str),
    File(File),
}

impl Made {
    async fn keep(self, files: &Files) -> Result<String, Unkept> {
        match self {
            Self::Photo(file, long_side) => {
                let photo = picture::scaled(&file, long_side).await.map_err(Unkept::Picture)?;
                files.keep(&photo, "jpg").await
            }
            Self::Drawing(bytes, ending) => files.keep(&bytes, ending).await,
            Self::File(file) => files.keep_file(&file).await,
        }
    }
}

/// The buttons by which a file comes.
fn ways(props: &AttachedProps, onfile: &Callback<File>, open_pad: &Callback<MouseEvent>) -> El {
    let lang = props.lang;
    let way = |at: usize, word: Word, icon: Icon, accept: &'static str, capture: Option<&'static str>| {
        let id = if at == 0 { format!("{}-take", props.id) } else { format!("{}-pick", props.id) };
        let tone = if at == 0 && props.value.is_empty() { "btn pick-file wanted" } else { "btn pick-file" };
        chooser(tone, id, (word, icon), accept, capture, onfile.clone(), lang)
    };
    let pad = |word: Word| button(Tone::Plain, Some(Icon::Pen), word.text(lang), open_pad.clone());
    let fresh = props.value.is_empty();
    let group = el("div", "line-up");
    match &props.what {
        Widget::Photo { new, selfie } => {
            let side = if *selfie { "user" } else { "environment" };
            let pick = (!*new).then(|| way(1, form::PICK_PHOTO, Icon::In, "image/*", None));
            group.child(way(0, form::TAKE_PHOTO, Icon::Camera, "image/*", Some(side))).maybe(pick)
        }
        Widget::Annotate => group
            .child(way(0, form::TAKE_PHOTO, Icon::Camera, "image/*", Some("environment")))
            .child(way(1, form::PICK_PHOTO, Icon::In, "image/*", None)),
        Widget::Signature => group.child(pad(if fresh { form::SIGN } else { form::SIGN_ANEW })),
        Widget::Draw => group.child(pad(if fresh { form::DRAW } else { form::DRAW_ANEW })),
        Widget::Sound => group.child(way(0, form::RECORD, Icon::Sound, "audio/*", Some("user"))).child(way(
            1,
            form::PICK_SOUND,
            Icon::In,
            "audio/*",
            None,
        )),
        Widget::Film => group.child(way(0, form::FILM, Icon::Film, "video/*", Some("environment"))).child(way(
            1,
            form::PICK_FILM,
            Icon::In,
            "video/*",
            None,
        )),
        _ => group.child(way(0, form::PICK_FILE, Icon::In, "", None)),
    }
}

/// A button that lets one file be chosen, or takes it with the camera or the microphone where the device has one.
pub(super) fn chooser(
    class: &'static str,
    id: String,
    (word, icon): (Word, Icon),
    accept: &'static str,
    capture: Option<&'static str>,
    onfile: Callback<File>,
    lang: Lang,
) -> El {
    let input = el("input", "").attr("type", "file").set("id", id.into()).on(ListenerKind::onchange, move |event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        let file = input.files().and_then(|files| listed(&files).into_iter().next());
        // So that the same file can be chosen again.
        input.set_value("");
        if let Some(file) = file {
            onfile.emit(file);
        }
    });
    let input = if accept.is_empty() { input } else { input.attr("accept", accept) };
    let input = match capture {
        Some(side) => input.attr("capture", side),
        None => input,
    };
    el("label", class).child(input).icon(icon).text(word.text(lang))
}

/// The file as it can be seen or heard.
fn display(props: &AttachedProps, shown: Option<&(AttrValue, Option<Held>)>) -> El {
    let lang = props.lang;
    let line = |text: AttrValue| el("p", "line-up").icon(Icon::File).child(el("span", "grow").text(text));
    let url = match shown {
        Some((name, url)) if *name == props.value => url.clone(),
        _ if attachment::is_name(&props.value) => return el("div", "photo").attr("aria-busy", "true"),
        _ => return line(props.value.clone()),
    };
    let Some(url) = url else { return line(form::NOT_ON_DEVICE.text(lang).into()) };
    let url = url.address();
    let kind = attachment::media_type(&props.value);
    if kind.starts_with("image/") {
        let name = form::PHOTO_OF.text(lang, [&props.label]);
        el("div", "photo").child(el("img", "").set("src", url).set("alt", name.into()))
    } else if kind.starts_with("audio/") || matches!(props.what, Widget::Sound) {
        el("audio", "player").set("src", url).attr("controls", "").set("aria-label", props.label.clone())
    } else if kind.starts_with("video/") || matches!(props.what, Widget::Film) {
        el("video", "player").set("src", url).attr("controls", "").attr("playsinline", "")
    } else {
        let save = el("a", "").set("href", url).set("download", props.value.clone());
        el("p", "line-up").icon(Icon::File).child(save.text(short(&props.value)))
    }
}

/// A name as people can bear to read it: the first digits and the ending.
fn short(name: &str) -> String {
    match name.split_once('.') {
        Some((digits, ending)) => format!("{}….{ending}", digits.get(..8).unwrap_or(digits)),
        None => name.to_owned(),
    }
}

/// Pictures, sounds and films that belong to a label.
pub(super) fn beside(pictures: &super::Beside, files: &Files, lang: Lang) -> Option<El> {
    if *pictures == super::Beside::default() {
        return None;
    }
    let one = |name: &AttrValue, make: &dyn Fn(AttrValue) -> El| {
        (!name.is_empty()).then(|| match files.beside(name) {
            Some(url) => make(url),
            None => notice("small muted line-up", Icon::Info, form::NOT_HERE.text(lang, [name]), None),
        })
    };
    let image = one(&pictures.image, &|url| {
        let image = el("img", "beside").set("src", url).attr("alt", "");
        match files.beside(&pictures.big_image) {
            Some(big) => el("a", "").set("href", big).attr("target", "_blank").child(image),
            None => image,
        }
    });
    let audio = one(&pictures.audio, &|url| {
        el("audio", "player").set("src", url).attr("controls", "").attr("aria-label", form::LISTEN.text(lang))
    });
    let video =
        one(&pictures.video, &|url| el("video", "player").set("src", url).attr("controls", "").attr("playsinline", ""));
    Some(el("div", "stack near").maybe(image).maybe(audio).maybe(video))
}
