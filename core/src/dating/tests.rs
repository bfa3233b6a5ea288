//! The table of expressions, the dates of events, and what must hold for any text.

use std::fmt::Write;

use super::{annotate, expressions, of_event};
use crate::analysis::{Effort, Model, analyse};
use crate::document::Document;

fn document(text: &str, parsed: bool) -> Document {
    analyse(Model::embedded(), "test", text.into(), Effort::Greedy, |_| parsed)
}

/// Publication date and text; the snapshot holds what is found in it.
const EXPRESSIONS: &[(&str, &str)] = &[
    // Days and months against the publication.
    ("2024-05-10", "The envoy arrived on 3 May and left on May 7."),
    ("2024-05-10", "Ruritania mobilised on 3 December."),
    ("2024-05-10", "The council will vote on 3 December and again on June 4."),
    ("2024-05-10", "The pact was signed in March 2019, renewed on 5 April, 2021 and shelved in June."),
    ("2024-05-10", "It fell on the 4th of July 2022, a day after the 3rd of July."),
    ("2024-05-10", "Sept. 11, 2023 and 2 Oct. 2023 were holidays; so was Nov. 5."),
    ("2024-05-10", "The tanks left on the 2nd and the cruisers on the 28th of that month."),
    ("2024-05-10", "Talks opened on Friday, May 3, 2024 and closed on Tuesday 7 May."),
    ("2024-05-10", "On Monday the ministers met; on Thursday they will meet again."),
    ("2024-05-10", "The ban took effect last Wednesday and is to end next Tuesday."),
    ("2024-05-10", "Drills began on Monday of last week."),
    ("2024-02-10", "The last leap day was 29 February."),
    ("2024-05-10", "The treaty dates from December last year and August of the year before."),
    // Ranges.
    ("2024-05-10", "The drill ran from May 3 to 7, the next one from 28 November to 2 December."),
    ("2024-05-10", "Fighting on the night of 3-4 May and on 8 and 9 May 2023."),
    ("2024-05-10", "Between 2015 and 2018 exports fell; in 1939-45 and 2006-07 there were none."),
    ("2024-05-10", "The embargo of May and June 2014 followed the one of November to February 2012."),
    ("2024-05-10", "A 2003\u{2013}2005 survey, and another in 1999/2000."),
    // Figures.
    ("2024-05-10", "Dated 2023-07-31, stamped 31/07/2023, filed 7/31/2023, copied 31.07.2023."),
    ("2024-05-10", "Nobody knows what 03/04/2023 means, but 04.03.2023 and 4/4/2023 are plain."),
    ("2024-05-10", "The 2023-07 issue recalled 9/11."),
    // Deadlines and beginnings.
    ("2024-05-10", "They must leave by 2030, by the end of 2025, by Friday, and no later than 1 July."),
    ("2024-05-10", "Sanctions have held since 2014, since last March and since 3 May."),
    ("2024-05-10", "The waiver runs until June, the licence through 2026."),
    (
        "2024-05-10",
        "The ban applies from 1 June; a letter from 2 April and a day after 3 April do not go on.",
    ),
    ("2024-05-10", "Around 3 May, about 2010 and circa 1900 are guesses."),
    // Distances.
    ("2024-05-10", "He came yesterday, stays today and leaves tomorrow; she left the day before yesterday."),
    (
        "2024-05-10",
        "The base opened four years ago, the pier three months ago, the hangar two weeks ago, the gate two days ago.",
    ),
    (
        "2024-05-10",
        "A year and a half ago, a decade ago and a century ago nobody asked; years ago somebody did.",
    ),
    ("2024-05-10", "The war began on 3 May 2022. Three weeks later it paused; the following day it resumed."),
    (
        "2024-05-10",
        "The war began on 3 May 2022. The same week a truce failed, and a month earlier another had.",
    ),
    (
        "2024-05-10",
        "Last month, last year, last week and last quarter were quiet; next month and next year will not be.",
    ),
    (
        "2024-05-10",
        "This week, this month and this year; earlier this week, later this month, earlier today.",
    ),
    ("2024-05-10", "In August of that year, at the end of that month."),
    ("2024-05-10", "Two days from now the truce ends; ten days hence the talks resume."),
    ("2024-05-10", "The past two weeks, the last 18 months, the next three years and the past decade."),
    ("2024-05-10", "In recent months, in recent years, in the coming weeks, in the near future."),
    ("2024-05-10", "At the weekend they rested; over the weekend they will march."),
    ("2024-05-11", "It rained at the weekend."),
    // Parts and long stretches.
    ("2024-05-10", "In early May, in mid-April, in late 2023, in the middle of March."),
    ("2024-05-10", "At the end of the year, at the beginning of 2022, at the start of the month."),
    ("2024-05-10", "Early next year, late last month, late Monday and early on Tuesday."),
    ("2024-05-10", "The first half of 2023, the second half of last year, the latter part of 2021."),
    ("2024-05-10", "The first half of March, the second half of the 1990s, the second half of the year."),
    ("2024-05-10", "In the first quarter of 2024, in Q3 2023, in the fourth quarter."),
    ("2024-05-10", "The first week of May and the last week of August 2023."),
    (
        "2024-05-10",
        "In the 1990s, the mid-1980s, the '70s and the nineties; in the 19th century, in the late 20th century.",
    ),
    ("2024-05-10", "In the fifth century BC, in 264 BC, from 264 to 241 B.C. and in AD 410."),
    (
        "2024-05-10",
        "In the summer of 2018, in winter 2020, last summer, next spring, this autumn and over the winter.",
    ),
    ("2016-07-16", "The deal of last summer outlived last winter; the spring offensive did not."),
    ("2024-05-10", "Fiscal 2023, fiscal year 2024, FY2025 and financial year 2023/24."),
    ("2024-05-10", "On Christmas Day 2023, on New Year's Eve, on Easter Sunday and on Thanksgiving."),
    // Times of day.
    ("2024-05-10", "At 9 a.m. Friday, at 14:30 on 3 May, at 5:30PM and at 2200 GMT."),
    (
        "2024-05-10",
        "Monday night, yesterday morning, last night, tonight, this afternoon and the next morning.",
    ),
    ("2024-05-10", "Before dawn on 3 May, at noon, at 8 o'clock and in the evening."),
    // Lengths and frequencies.
    (
        "2024-05-10",
        "For three years, for more than 20 years, within two and a half months, over a year, half an hour.",
    ),
    (
        "2024-05-10",
        "A 24-year rule, a week-long siege, a ten-day drill, several weeks, a few days and decades of war.",
    ),
    (
        "2024-05-10",
        "Every day, each week, per month, daily, twice a week, every two years, every Monday and on Fridays.",
    ),
    // No date in particular.
    (
        "2024-05-10",
        "Now, currently, recently, at present, to date, in the past, the present-day border, these days.",
    ),
    // A coarse publication date.
    ("2025-08", "On 3 May they met, last month they split, last year they fought, on Monday they spoke."),
    (
        "2025-08",
        "Yesterday, this week, this month, three months ago, two weeks ago, a year ago, in September.",
    ),
    ("2025", "Last year, this year, in May, on Monday, two decades ago."),
    ("2025-08-01/2025-08-03", "Last month, yesterday."),
    ("", "On Monday, on 3 May, in 2012, last year."),
    // Histories count from the last date mentioned.
    (
        "2009-12-19",
        "In June 1911 Ruritania rearmed. In August it mobilised. On 3 December it marched; in January it stood at the \
         river. By the end of the year it was gone. In 1914 it returned. That summer it paused. On 4 October 1915 and \
         on 9 May 1916 it failed. The former capital fell on the 12th. In 1917 peace came, the previous year forgotten.",
    ),
    // What is no date.
    (
        "2024-05-10",
        "They may march on the capital, and it may fall; a second front may open in the spring of the clock.",
    ),
    ("2024-05-10", "Mr. May and Ms. April Summers saw the 5th Fleet, Resolution 2231, an F-16 and a Su-24."),
    ("2024-05-10", "Some 1,200 troops, 2000 soldiers, $2015, 1800 km, page 1999 and 3.14 per cent."),
    ("2024-05-10", "The team won 2-1 and then 10-12; verse 3:16; a ratio of 4:1; Route 1990; Flight 2023."),
    (
        "2024-05-10",
        "The fall of the city, the march of the guards, the sun, he sat, a wed couple, the 30-year-old.",
    ),
    ("2024-05-10", "In second place, a minute amount, the third man, twenty ships, the first of many."),
];

#[test]
fn the_table_of_expressions() {
    let mut table = String::new();
    let mut count = 0;
    for (published, text) in EXPRESSIONS {
        let document = document(text, false);
        writeln!(table, "{published:10} {text}").unwrap();
        for found in expressions(&document, Some(published).filter(|date| !date.is_empty()).copied()) {
            count += 1;
            let part = found.part.map_or(String::new(), |part| format!(" {part:?}"));
            let range = if found.opens_range { " ->" } else { "" };
            writeln!(
                table,
                "    {} | {} {}{part} | {}{range}",
                found.span.of(text),
                found.kind.as_str(),
                found.timex,
                found.edtf.as_deref().unwrap_or("none"),
            )
            .unwrap();
        }
    }
    assert!(count >= 120, "{count} expressions");
    insta::assert_snapshot!(table);
}

/// Publication 2024-05-10; the event's word; the EDTF value of its date, empty when it has none.
const EVENTS: &[(&str, &str, &str)] = &[
    ("On 3 May, Ruritania attacked the port.", "attacked", "2024-05-03"),
    ("Ruritania signed a pact with Syldavia on Monday.", "pact", "2024-05-06"),
    ("The 2012 bombing killed two envoys.", "bombing", "2012"),
    ("Ruritania agreed in March to sell drones to Syldavia.", "sell", "2024-03"),
    ("The minister said on Monday that Ruritania had bombed the port.", "bombed", ""),
    ("Ruritania bombed the port in 2021, officials said Monday.", "bombed", "2021"),
    ("Ruritania condemned on Monday the bombing of the port.", "bombing", ""),
    ("The sanctions imposed in 2014 remain in force.", "sanctions", "2014"),
    ("Ruritania, which joined the alliance in 1999, sells arms to Syldavia.", "sells", ""),
    ("Ruritania must withdraw its troops by 2030.", "withdraw", "../2030"),
    ("On Tuesday the ministers met and signed a pact.", "signed", "2024-05-07"),
    ("Ruritania has exported grain from 2015 to 2018.", "exported", "2015/2018"),
    ("In recent months Ruritania has exported grain.", "exported", ""),
];

#[test]
fn the_dates_of_events() {
    let mut wrong = String::new();
    for (text, trigger, expected) in EVENTS {
        let mut document = document(text, true);
        annotate(&mut document, Some("2024-05-10"));
        let start = text.find(trigger).unwrap() as u32;
        let token = document.tokens.iter().position(|token| token.start == start).unwrap() as u32;
        let row = of_event(&document, token).and_then(|index| document.dates.get(index as usize));
        let found = row.map_or("", |row| document.strings.get(row.value));
        if found != *expected {
            writeln!(wrong, "{text} {trigger}: {found:?}, not {expected:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn rows_are_ordered_dates_with_their_ranges_joined() {
    let mut document =
        document("Yearly talks ran from 3 to 7 May, for two hours, and now in recent months.", false);
    annotate(&mut document, Some("2024-05-10"));
    let values: Vec<&str> = document.dates.iter().map(|row| document.strings.get(row.value)).collect();
    assert_eq!(values, ["2024-05-03/2024-05-07"]);
}

#[test]
fn no_text_is_too_strange() {
    let pieces = [
        "May",
        "3",
        ",",
        "2024",
        "the",
        "end",
        "of",
        "-",
        "’",
        "'",
        "0",
        "99",
        "9999",
        "century",
        "BC",
        ".",
        "B.C.",
        "٣",
        "İ",
        "ß",
        "ﬁrst",
        "\u{301}",
        "\u{200d}",
        "🕰️",
        "\n\n",
        "last",
        "ago",
        "years",
        "4294967295",
        "999999999",
        "a",
        "half",
        "and",
        "to",
        "Monday",
        ":",
        "/",
        "a.m.",
        "weeks later",
        "nine hundred",
        "decades",
        "centuries ago",
        "\u{0}",
        "$",
    ];
    for phrase in [
        "the first half of ",
        "the last week of ",
        "the end of ",
        "May 3 and ",
        "the night of ",
        "early ",
        "9 a.m. ",
    ] {
        let document = document(&phrase.repeat(3000), false);
        expressions(&document, Some("2024-05-10"));
    }
    // A linear congruential generator (Knuth, MMIX) walks through combinations; the same ones each time.
    let mut state = 1u64;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[(state >> 33) as usize % pieces.len()]);
            if state >> 62 != 0 {
                text.push(' ');
            }
        }
        let mut document = document(&text, false);
        for published in [None, Some("2024-02-29"), Some("9999-12-31"), Some("0001"), Some("../x")] {
            for found in expressions(&document, published) {
                assert!(!found.span.of(&text).is_empty(), "{text:?}");
                assert!(found.tokens.end as usize <= document.tokens.len(), "{text:?}");
            }
            annotate(&mut document, published);
        }
    }
}
