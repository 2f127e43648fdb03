//! A sandbox as people and programs outside see it: its pages, its controls, its data folder.

mod clock;
mod controls;
mod folder;
mod pages;
mod reset;
mod visitor;
