//! The office worker: answers the requests of [`nuandong::office`].

use std::cell::RefCell;

use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use nuandong::office::{Answer, Desk, Handed, Progress, Request, Said, Silence, handle};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, File, FileReaderSync, MessageEvent};

fn main() {
    // Outside a worker there is nobody to answer.
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let (answering, desk, coming) = (scope.clone(), RefCell::new(Desk::default()), RefCell::new(Vec::new()));
    EventListener::new(&scope, "message", move |event| {
        let Some(data) = event.dyn_ref::<MessageEvent>().map(MessageEvent::data) else { return };
        let data = Array::from(&data);
        // Files come a few at a time before the request that is about them.
        if data.get(0).is_instance_of::<File>() {
            coming.borrow_mut().extend(data.iter().map(JsCast::unchecked_into::<File>));
        } else {
            work(&answering, &mut desk.borrow_mut(), &data, coming.take());
        }
    })
    .forget();
    let _said = scope.post_message(&"ready".into());
}

/// Files of the page, read when their turn comes.
#[derive(Debug)]
struct Files(Vec<File>);

impl Handed for Files {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn size(&self, file: usize) -> u64 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole and positive")]
        self.0.get(file).map_or(0, |file| file.size() as u64)
    }

    fn read(&self, file: usize) -> Option<Vec<u8>> {
        let buffer = FileReaderSync::new().ok()?.read_as_array_buffer(self.0.get(file)?).ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}

/// Answers one request, `[id, request, parts, campaign]`; parts are bytes, and files were handed over unread before it. It answers with
/// any number of messages, `[id, answer, parts]`.
fn work(scope: &DedicatedWorkerGlobalScope, desk: &mut Desk, data: &Array, files: Vec<File>) {
    let id = data.get(0);
    let mut progress = |progress: Progress| answer(scope, &id, &Answer::Progress(progress), &[]);
    let outcome = match serde_wasm_bindgen::from_value::<Request>(data.get(1)) {
        Ok(request) => {
            let parts: Vec<Vec<u8>> =
                Array::from(&data.get(2)).iter().map(|part| Uint8Array::new(&part).to_vec()).collect();
            desk.handed = (!files.is_empty()).then(|| Box::new(Files(files)) as Box<dyn Handed>);
            desk.campaign = data.get(3).dyn_ref::<Uint8Array>().map(Uint8Array::to_vec);
            handle(desk, request, &parts, &mut progress)
        }
        Err(_) => Err(Said::of(&Silence::Garbled)),
    };
    match outcome {
        Ok((reply, parts)) => answer(scope, &id, &Answer::Done(reply), &parts),
        Err(said) => answer(scope, &id, &Answer::Refused(said), &[]),
    }
}

fn answer(scope: &DedicatedWorkerGlobalScope, id: &JsValue, answer: &Answer, parts: &[Vec<u8>]) {
    // The page reads an answer that could not be written as one of another version.
    let answer = serde_wasm_bindgen::to_value(answer).unwrap_or_default();
    let parts: Array = parts.iter().map(|part| Uint8Array::from(part.as_slice())).collect();
    let transfer: Array = parts.iter().map(|part| part.unchecked_into::<Uint8Array>().buffer()).collect();
    let _said = scope.post_message_with_transfer(&Array::of3(id, &answer, &parts), &transfer);
}
