/* The contract between Claimtrack and a plugin, version 1.0, for authors in C.
 *
 * A plugin is a shared library that exports one constant, claimtrack_plugin_descriptor. It runs in a
 * process of its own. Additions to this file only append: check struct_size before you read a field that
 * is younger than version 1.0, and step through tables by stride, never by sizeof. Every pointer a call
 * hands you dies when that call returns. A test holds this file equal to src/abi.rs.
 */
#ifndef CLAIMTRACK_PLUGIN_H
#define CLAIMTRACK_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CLAIMTRACK_MAGIC {'C', 'L', 'A', 'I', 'M', 'T', 'R', 'K'}
#define CLAIMTRACK_ABI_MAJOR 1u
#define CLAIMTRACK_ABI_MINOR 0u

/* "No index": the head of a root, the entity of a token outside any mention. */
#define CLAIMTRACK_NONE UINT32_MAX

/* Results of calls. */
#define CLAIMTRACK_OK 0         /* it went well */
#define CLAIMTRACK_FAILED 1     /* it failed and said why through sink->error */
#define CLAIMTRACK_UNREADABLE 2 /* it was handed a struct that is too short, or broken text */
#define CLAIMTRACK_FULL 3       /* sink->emit takes no more drafts of this document */

/* Names of extensions. */
#define CLAIMTRACK_TRIGGERS "claimtrack.triggers/1" /* claimtrack_list: lemmas without which it finds nothing */
#define CLAIMTRACK_RULES "claimtrack.rules/1"       /* claimtrack_list: names of its rules */
#define CLAIMTRACK_EXPLAIN "claimtrack.explain/1"   /* claimtrack_explain: what each rule lacked */

/* UTF-8 text without a terminating zero. */
typedef struct {
    const uint8_t *ptr;
    size_t len;
} claimtrack_str;

#define CLAIMTRACK_STR(literal) {(const uint8_t *)(literal), sizeof(literal) - 1}

/* Rows, `stride` bytes apart. */
typedef struct {
    const void *ptr;
    uint32_t len, stride;
} claimtrack_table;

#define CLAIMTRACK_ROW(type, table, index) \
    ((const type *)((const char *)(table).ptr + (size_t)(index) * (table).stride))

/* A string of the document's string table: a range of string_bytes. */
typedef struct {
    uint32_t start, end;
} claimtrack_string;

#define CLAIMTRACK_SENTENCE_PARSED 1u  /* heads and relations of its tokens are set */
#define CLAIMTRACK_SENTENCE_HEADING 2u /* a heading, a byline or other text that is no sentence */

typedef struct {
    uint32_t start, end;             /* bytes of the text */
    uint32_t first_token, end_token; /* tokens */
    uint32_t paragraph;              /* from 0 */
    uint32_t flags;
} claimtrack_sentence;

#define CLAIMTRACK_TOKEN_XPOS 0xffu         /* bits of flags: number of its Penn tag */
#define CLAIMTRACK_TOKEN_SPACE_AFTER 0x100u /* white space follows it */
#define CLAIMTRACK_TOKEN_QUOTED 0x200u      /* it stands inside quotation marks */

typedef struct {
    uint32_t start, end;   /* bytes of the text */
    uint32_t lemma;        /* string */
    uint32_t sentence;     /* sentence that holds it */
    uint32_t head;         /* token it hangs on, or CLAIMTRACK_NONE */
    uint32_t entity;       /* mention that covers it, or CLAIMTRACK_NONE */
    uint16_t deprel, upos; /* enum claimtrack_deprel, enum claimtrack_upos */
    uint32_t flags;
} claimtrack_token;

#define CLAIMTRACK_ENTITY_ADJECTIVE 1u /* "Ruritanian" */
#define CLAIMTRACK_ENTITY_ANAPHOR 2u   /* "they", "the regime", resolved by the text */
#define CLAIMTRACK_ENTITY_PERSON 4u    /* a person by name, whomever they serve */

typedef struct {
    uint32_t first_token, end_token;
    uint32_t head; /* head token of the mention */
    uint32_t id;   /* string: ISO 3166-1 alpha-3, a standard code or a name; empty when unknown */
    uint16_t kind; /* enum claimtrack_entity_kind */
    uint16_t reserved;
    uint32_t flags;
} claimtrack_entity;

typedef struct {
    uint32_t first_token, end_token;
    uint32_t value; /* string: EDTF; empty when it can't be resolved */
    uint32_t flags;
} claimtrack_date;

typedef struct {
    uint32_t struct_size, flags;
    claimtrack_str id, text, string_bytes;
    claimtrack_table strings;   /* of claimtrack_string */
    claimtrack_table sentences; /* of claimtrack_sentence */
    claimtrack_table tokens;    /* of claimtrack_token */
    claimtrack_table entities;  /* of claimtrack_entity */
    claimtrack_table dates;     /* of claimtrack_date */
} claimtrack_document;

/* Frozen: what a participant may need later goes into a table of its own at the end of the draft. */
typedef struct {
    uint32_t role; /* enum claimtrack_role */
    uint32_t first_token, end_token;
    uint32_t entity; /* mention meant, or CLAIMTRACK_NONE to leave it to the host */
} claimtrack_argument;

/* One recognised event. */
typedef struct {
    uint32_t struct_size;
    uint32_t kind;  /* position in the descriptor's list */
    uint32_t stage; /* enum claimtrack_stage; 0 leaves it to the host */
    uint32_t trigger_first, trigger_end;
    uint32_t flags; /* zero */
    uint32_t n_args;
    const claimtrack_argument *args;
    claimtrack_str rule; /* name of what found it */
} claimtrack_draft;

/* Where drafts go. The host copies at once; nothing is freed across the boundary. */
typedef struct {
    uint32_t struct_size, reserved;
    void *ctx; /* hand it back */
    int32_t (*emit)(void *ctx, const claimtrack_draft *draft);
    void (*error)(void *ctx, int32_t code, claimtrack_str message);
    void (*log)(void *ctx, uint32_t level, claimtrack_str message); /* 1 error, 2 warning, 3 information, 4 detail */
} claimtrack_sink;

typedef void (*claimtrack_add_text)(void *ctx, claimtrack_str text);
typedef void (*claimtrack_add_line)(void *ctx, uint32_t sentence, claimtrack_str rule, claimtrack_str lacked);

/* Extension: calls add once per text; a result that is not 0 means "no such list". */
typedef struct {
    uint32_t struct_size, reserved;
    int32_t (*list)(void *instance, void *ctx, claimtrack_add_text add);
} claimtrack_list;

/* Extension: calls add once per sentence and rule that came close. */
typedef struct {
    uint32_t struct_size, reserved;
    int32_t (*explain)(void *instance, const claimtrack_document *document, void *ctx, claimtrack_add_line add);
} claimtrack_explain;

/* What a plugin exports. The first four fields are frozen for ever. */
typedef struct {
    uint8_t magic[8];
    uint32_t abi_major, abi_minor, struct_size, flags;
    claimtrack_str name; /* lower-case letters, digits and hyphens */
    claimtrack_str version, description, build;
    const claimtrack_str *kinds; /* kinds of claim it may emit, as domain.event */
    uint32_t n_kinds, reserved;
    int32_t (*create)(claimtrack_str config, const claimtrack_sink *sink, void **instance);
    void (*destroy)(void *instance);
    /* One thread at a time; the same document gives the same drafts in the same order. */
    int32_t (*extract)(void *instance, const claimtrack_document *document, const claimtrack_sink *sink);
    const void *(*get_extension)(claimtrack_str id); /* null for a name it doesn't know */
} claimtrack_descriptor;

#if defined(_WIN32)
__declspec(dllexport)
#elif defined(__GNUC__)
__attribute__((visibility("default")))
#endif
extern const claimtrack_descriptor claimtrack_plugin_descriptor;

enum claimtrack_stage {
    CLAIMTRACK_STAGE_SOUGHT = 1, CLAIMTRACK_STAGE_DISCUSSED = 2, CLAIMTRACK_STAGE_THREATENED = 3, CLAIMTRACK_STAGE_PLANNED = 4,
    CLAIMTRACK_STAGE_AGREED = 5, CLAIMTRACK_STAGE_OCCURRED = 6, CLAIMTRACK_STAGE_HALTED = 7, CLAIMTRACK_STAGE_REFUSED = 8
};

enum claimtrack_role {
    CLAIMTRACK_ROLE_ACTOR = 1, CLAIMTRACK_ROLE_TARGET = 2, CLAIMTRACK_ROLE_OBJECT = 3, CLAIMTRACK_ROLE_REQUESTED_BY = 4
};

enum claimtrack_entity_kind {
    CLAIMTRACK_ENTITY_KIND_UNKNOWN = 0, CLAIMTRACK_ENTITY_KIND_STATE = 1, CLAIMTRACK_ENTITY_KIND_ORGANISATION = 2, CLAIMTRACK_ENTITY_KIND_GROUP = 3,
    CLAIMTRACK_ENTITY_KIND_COMPANY = 4, CLAIMTRACK_ENTITY_KIND_PERSON = 5, CLAIMTRACK_ENTITY_KIND_PLACE = 6
};

enum claimtrack_upos {
    CLAIMTRACK_UPOS_X = 0, CLAIMTRACK_UPOS_ADJ = 1, CLAIMTRACK_UPOS_ADP = 2, CLAIMTRACK_UPOS_ADV = 3,
    CLAIMTRACK_UPOS_AUX = 4, CLAIMTRACK_UPOS_CCONJ = 5, CLAIMTRACK_UPOS_DET = 6, CLAIMTRACK_UPOS_INTJ = 7,
    CLAIMTRACK_UPOS_NOUN = 8, CLAIMTRACK_UPOS_NUM = 9, CLAIMTRACK_UPOS_PART = 10, CLAIMTRACK_UPOS_PRON = 11,
    CLAIMTRACK_UPOS_PROPN = 12, CLAIMTRACK_UPOS_PUNCT = 13, CLAIMTRACK_UPOS_SCONJ = 14, CLAIMTRACK_UPOS_SYM = 15,
    CLAIMTRACK_UPOS_VERB = 16
};

enum claimtrack_xpos {
    CLAIMTRACK_XPOS_UNKNOWN = 0, CLAIMTRACK_XPOS_NN = 1, CLAIMTRACK_XPOS_IN = 2, CLAIMTRACK_XPOS_DT = 3,
    CLAIMTRACK_XPOS_NNP = 4, CLAIMTRACK_XPOS_PRP = 5, CLAIMTRACK_XPOS_JJ = 6, CLAIMTRACK_XPOS_PERIOD = 7,
    CLAIMTRACK_XPOS_RB = 8, CLAIMTRACK_XPOS_COMMA = 9, CLAIMTRACK_XPOS_NNS = 10, CLAIMTRACK_XPOS_VB = 11,
    CLAIMTRACK_XPOS_CC = 12, CLAIMTRACK_XPOS_VBD = 13, CLAIMTRACK_XPOS_VBP = 14, CLAIMTRACK_XPOS_VBZ = 15,
    CLAIMTRACK_XPOS_CD = 16, CLAIMTRACK_XPOS_VBN = 17, CLAIMTRACK_XPOS_VBG = 18, CLAIMTRACK_XPOS_TO = 19,
    CLAIMTRACK_XPOS_MD = 20, CLAIMTRACK_XPOS_PRP_S = 21, CLAIMTRACK_XPOS_UH = 22, CLAIMTRACK_XPOS_COLON = 23,
    CLAIMTRACK_XPOS_RRB = 24, CLAIMTRACK_XPOS_LRB = 25, CLAIMTRACK_XPOS_WDT = 26, CLAIMTRACK_XPOS_WRB = 27,
    CLAIMTRACK_XPOS_WP = 28, CLAIMTRACK_XPOS_OPEN_QUOTE = 29, CLAIMTRACK_XPOS_CLOSE_QUOTE = 30, CLAIMTRACK_XPOS_HYPH = 31,
    CLAIMTRACK_XPOS_RP = 32, CLAIMTRACK_XPOS_POS = 33, CLAIMTRACK_XPOS_NNPS = 34, CLAIMTRACK_XPOS_JJR = 35,
    CLAIMTRACK_XPOS_JJS = 36, CLAIMTRACK_XPOS_EX = 37, CLAIMTRACK_XPOS_RBR = 38, CLAIMTRACK_XPOS_NFP = 39,
    CLAIMTRACK_XPOS_SYM = 40, CLAIMTRACK_XPOS_DOLLAR = 41, CLAIMTRACK_XPOS_GW = 42, CLAIMTRACK_XPOS_ADD = 43,
    CLAIMTRACK_XPOS_PDT = 44, CLAIMTRACK_XPOS_FW = 45, CLAIMTRACK_XPOS_RBS = 46, CLAIMTRACK_XPOS_LS = 47,
    CLAIMTRACK_XPOS_AFX = 48, CLAIMTRACK_XPOS_WP_S = 49
};

enum claimtrack_deprel {
    CLAIMTRACK_DEPREL_DEP = 0, CLAIMTRACK_DEPREL_ROOT = 1, CLAIMTRACK_DEPREL_NSUBJ = 2, CLAIMTRACK_DEPREL_NSUBJ_PASS = 3,
    CLAIMTRACK_DEPREL_NSUBJ_OUTER = 4, CLAIMTRACK_DEPREL_OBJ = 5, CLAIMTRACK_DEPREL_IOBJ = 6, CLAIMTRACK_DEPREL_CSUBJ = 7,
    CLAIMTRACK_DEPREL_CSUBJ_PASS = 8, CLAIMTRACK_DEPREL_CSUBJ_OUTER = 9, CLAIMTRACK_DEPREL_CCOMP = 10, CLAIMTRACK_DEPREL_XCOMP = 11,
    CLAIMTRACK_DEPREL_OBL = 12, CLAIMTRACK_DEPREL_OBL_AGENT = 13, CLAIMTRACK_DEPREL_OBL_UNMARKED = 14, CLAIMTRACK_DEPREL_VOCATIVE = 15,
    CLAIMTRACK_DEPREL_EXPL = 16, CLAIMTRACK_DEPREL_DISLOCATED = 17, CLAIMTRACK_DEPREL_ADVCL = 18, CLAIMTRACK_DEPREL_ADVCL_RELCL = 19,
    CLAIMTRACK_DEPREL_ADVMOD = 20, CLAIMTRACK_DEPREL_DISCOURSE = 21, CLAIMTRACK_DEPREL_AUX = 22, CLAIMTRACK_DEPREL_AUX_PASS = 23,
    CLAIMTRACK_DEPREL_COP = 24, CLAIMTRACK_DEPREL_MARK = 25, CLAIMTRACK_DEPREL_NMOD = 26, CLAIMTRACK_DEPREL_NMOD_POSS = 27,
    CLAIMTRACK_DEPREL_NMOD_UNMARKED = 28, CLAIMTRACK_DEPREL_NMOD_DESC = 29, CLAIMTRACK_DEPREL_APPOS = 30, CLAIMTRACK_DEPREL_NUMMOD = 31,
    CLAIMTRACK_DEPREL_ACL = 32, CLAIMTRACK_DEPREL_ACL_RELCL = 33, CLAIMTRACK_DEPREL_AMOD = 34, CLAIMTRACK_DEPREL_DET = 35,
    CLAIMTRACK_DEPREL_DET_PREDET = 36, CLAIMTRACK_DEPREL_CASE = 37, CLAIMTRACK_DEPREL_CONJ = 38, CLAIMTRACK_DEPREL_CC = 39,
    CLAIMTRACK_DEPREL_CC_PRECONJ = 40, CLAIMTRACK_DEPREL_FIXED = 41, CLAIMTRACK_DEPREL_FLAT = 42, CLAIMTRACK_DEPREL_COMPOUND = 43,
    CLAIMTRACK_DEPREL_COMPOUND_PRT = 44, CLAIMTRACK_DEPREL_LIST = 45, CLAIMTRACK_DEPREL_PARATAXIS = 46, CLAIMTRACK_DEPREL_ORPHAN = 47,
    CLAIMTRACK_DEPREL_GOESWITH = 48, CLAIMTRACK_DEPREL_REPARANDUM = 49, CLAIMTRACK_DEPREL_PUNCT = 50
};

#ifdef __cplusplus
}
#endif

#endif
