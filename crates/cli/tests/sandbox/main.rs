//! A sandbox as people and programs outside see it: its pages, its controls, its data folder.

#![expect(clippy::unwrap_used, reason = "a test tells what is wrong by panicking")]

mod acme;
mod calls;
mod clock;
mod controls;
mod demo;
mod folder;
mod name_server;
mod pages;
mod postgres;
mod realms;
mod reset;
mod suppliers;
mod tls;
mod visitor;
mod zones;
