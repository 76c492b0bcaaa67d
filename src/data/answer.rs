//! Answers that a caller waits for, and may give up.

use std::any::Any;
use std::cell::RefCell;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::fault::Fault;

/// What a call holds on to, requests above all, until its caller ends it.
#[derive(Clone)]
pub(super) struct Held(Rc<RefCell<Option<Things>>>);

type Things = Vec<Box<dyn Any>>;

impl Held {
    /// Holds something; drops it at once where the call has been ended.
    pub(super) fn hold(&self, it: impl Any) {
        if let Some(held) = self.0.borrow_mut().as_mut() {
            held.push(Box::new(it));
        }
    }

    fn end(&self) {
        // Whatever goes may look here.
        let held = self.0.borrow_mut().take();
        drop(held);
    }
}

/// Does some work and settles a promise with what comes of it; nothing does where a
/// request was given up. Gives the function that ends it, to be called in any case.
pub(super) fn settle<W: Future<Output = Option<Result<JsValue, Fault>>> + 'static>(
    resolve: Function,
    reject: Function,
    work: impl FnOnce(Held) -> W,
) -> JsValue {
    let held = Held(Rc::new(RefCell::new(Some(Vec::new()))));
    let work = work(held.clone());
    spawn_local(async move {
        let _ = match work.await {
            Some(Ok(value)) => resolve.call1(&JsValue::NULL, &value),
            Some(Err(fault)) => reject.call1(&JsValue::NULL, &fault.into()),
            None => Ok(JsValue::NULL),
        };
    });
    Closure::once_into_js(move || held.end())
}

struct Slot<T> {
    value: Option<T>,
    waker: Option<Waker>,
}

/// Fills a slot, once; whoever waits goes away empty when it is dropped.
pub(super) struct Fill<T>(Rc<RefCell<Slot<T>>>);

impl<T> Fill<T> {
    pub(super) fn fill(&self, value: T) {
        let waker = {
            let mut slot = self.0.borrow_mut();
            slot.value = Some(value);
            slot.waker.take()
        };
        waker.into_iter().for_each(Waker::wake);
    }
}

impl<T> Drop for Fill<T> {
    fn drop(&mut self) {
        let waker = self.0.borrow_mut().waker.take();
        waker.into_iter().for_each(Waker::wake);
    }
}

/// A slot, and what waits for it to be filled.
pub(super) fn slot<T>() -> (Fill<T>, impl Future<Output = Option<T>>) {
    let slot = Rc::new(RefCell::new(Slot {
        value: None,
        waker: None,
    }));
    let fill = Fill(Rc::clone(&slot));
    let wait = poll_fn(move |context| {
        let is_given_up = Rc::strong_count(&slot) == 1;
        let mut slot = slot.borrow_mut();
        match slot.value.take() {
            Some(value) => Poll::Ready(Some(value)),
            None if is_given_up => Poll::Ready(None),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    });
    (fill, wait)
}
