//! Universal Dependencies vocabularies: parts of speech, Penn tags, relations.
//!
//! Closed enums with stable numbers, because the numbers cross the plugin
//! boundary: additions go to the end of a list, nothing is ever renumbered.
//! Guidelines: universaldependencies.org/guidelines (v2).

macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident : $unknown:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        #[allow(missing_docs, reason = "each variant is the label of the same name in the UD guidelines")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// Every value, in the order of its number.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The label as the treebanks write it.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value with this label, if there is one.
            pub fn from_label(label: &str) -> Option<$name> {
                match label { $($text => Some($name::$variant),)+ _ => None }
            }

            /// The value with this number; an unknown number (a newer peer) gives the catch-all value.
            pub fn from_number(number: u16) -> $name {
                $name::ALL.get(usize::from(number)).copied().unwrap_or($name::$unknown)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.as_str()) }
        }
    };
}

vocabulary! {
    /// Universal part of speech.
    Upos : X {
        X = "X", Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON", Propn = "PROPN",
        Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB",
    }
}

vocabulary! {
    /// Penn Treebank tag, as the English treebanks use it.
    Xpos : Unknown {
        Unknown = "_", Nn = "NN", In = "IN", Dt = "DT", Nnp = "NNP", Prp = "PRP", Jj = "JJ", Period = ".",
        Rb = "RB", Comma = ",", Nns = "NNS", Vb = "VB", Cc = "CC", Vbd = "VBD", Vbp = "VBP", Vbz = "VBZ",
        Cd = "CD", Vbn = "VBN", Vbg = "VBG", To = "TO", Md = "MD", PrpS = "PRP$", Uh = "UH", Colon = ":",
        Rrb = "-RRB-", Lrb = "-LRB-", Wdt = "WDT", Wrb = "WRB", Wp = "WP", OpenQuote = "``",
        CloseQuote = "''", Hyph = "HYPH", Rp = "RP", Pos = "POS", Nnps = "NNPS", Jjr = "JJR", Jjs = "JJS",
        Ex = "EX", Rbr = "RBR", Nfp = "NFP", Sym = "SYM", Dollar = "$", Gw = "GW", Add = "ADD", Pdt = "PDT",
        Fw = "FW", Rbs = "RBS", Ls = "LS", Afx = "AFX", WpS = "WP$",
    }
}

impl Xpos {
    /// Whether the tag alone shows a finite verb: past, present or modal.
    pub fn is_finite(self) -> bool {
        matches!(self, Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
    }
}

vocabulary! {
    /// Dependency relation, with the subtypes that English treebanks use.
    Deprel : Dep {
        Dep = "dep", Root = "root", Nsubj = "nsubj", NsubjPass = "nsubj:pass", NsubjOuter = "nsubj:outer",
        Obj = "obj", Iobj = "iobj", Csubj = "csubj", CsubjPass = "csubj:pass", CsubjOuter = "csubj:outer",
        Ccomp = "ccomp", Xcomp = "xcomp", Obl = "obl", OblAgent = "obl:agent", OblUnmarked = "obl:unmarked",
        Vocative = "vocative", Expl = "expl", Dislocated = "dislocated", Advcl = "advcl",
        AdvclRelcl = "advcl:relcl", Advmod = "advmod", Discourse = "discourse", Aux = "aux",
        AuxPass = "aux:pass", Cop = "cop", Mark = "mark", Nmod = "nmod", NmodPoss = "nmod:poss",
        NmodUnmarked = "nmod:unmarked", NmodDesc = "nmod:desc", Appos = "appos", Nummod = "nummod",
        Acl = "acl", AclRelcl = "acl:relcl", Amod = "amod", Det = "det", DetPredet = "det:predet",
        Case = "case", Conj = "conj", Cc = "cc", CcPreconj = "cc:preconj", Fixed = "fixed", Flat = "flat",
        Compound = "compound", CompoundPrt = "compound:prt", List = "list", Parataxis = "parataxis",
        Orphan = "orphan", Goeswith = "goeswith", Reparandum = "reparandum", Punct = "punct",
    }
}
