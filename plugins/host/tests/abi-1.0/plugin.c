/* A plugin built against version 1.0 of the contract, and never changed again: every later host must run
 * it. It is kept as source and not as a library so that it is the same test on every system; the header
 * beside it is version 1.0's, so nothing of a later version can leak in.
 *
 * It emits a draft for each token whose lemma is "embargo", and one for each mention of an entity.
 */
#include <stdlib.h>
#include <string.h>

#include "claimtrack_plugin.h"

/* Wrong on purpose, one at a time, for the tests of what a host says about it. */
#ifndef MAGIC
#define MAGIC CLAIMTRACK_MAGIC
#endif
#ifndef MAJOR
#define MAJOR CLAIMTRACK_ABI_MAJOR
#endif
#ifndef MINOR
#define MINOR 0
#endif
#ifndef SIZE
#define SIZE sizeof(claimtrack_descriptor)
#endif
#ifndef LEAST
#define LEAST sizeof(claimtrack_document)
#endif
#ifndef EXTRACT
#define EXTRACT extract
#endif
#ifndef NAME
#define NAME "first"
#endif

typedef struct {
    unsigned documents;
} instance;

static int is(claimtrack_str text, const char *literal) {
    return text.len == strlen(literal) && memcmp(text.ptr, literal, text.len) == 0;
}

static int32_t create(claimtrack_str config, const claimtrack_sink *sink, void **out) {
    if (is(config, "refuse")) {
        static const claimtrack_str message = CLAIMTRACK_STR("it was told to refuse");
        sink->error(sink->ctx, CLAIMTRACK_FAILED, message);
        return CLAIMTRACK_FAILED;
    }
    *out = calloc(1, sizeof(instance));
    return *out ? CLAIMTRACK_OK : CLAIMTRACK_FAILED;
}

static void destroy(void *self) { free(self); }

static claimtrack_str string(const claimtrack_document *document, uint32_t id) {
    const claimtrack_string *row = CLAIMTRACK_ROW(claimtrack_string, document->strings, id);
    claimtrack_str text = {document->string_bytes.ptr + row->start, row->end - row->start};
    return text;
}

int32_t extract(void *self, const claimtrack_document *document, const claimtrack_sink *sink) {
    static const claimtrack_str word = CLAIMTRACK_STR("word"), mention = CLAIMTRACK_STR("mention");
    claimtrack_draft draft;
    claimtrack_argument actor;
    uint32_t index;
    if (document->struct_size < LEAST) return CLAIMTRACK_UNREADABLE;
    ((instance *)self)->documents++;
    for (index = 0; index < document->tokens.len; index++) {
        const claimtrack_token *token = CLAIMTRACK_ROW(claimtrack_token, document->tokens, index);
        if (!is(string(document, token->lemma), "embargo")) continue;
        memset(&draft, 0, sizeof draft);
        draft.struct_size = sizeof draft;
        draft.kind = 0;
        draft.stage = CLAIMTRACK_STAGE_AGREED;
        draft.trigger_first = index;
        draft.trigger_end = index + 1;
        draft.rule = word;
        sink->emit(sink->ctx, &draft);
    }
    for (index = 0; index < document->entities.len; index++) {
        const claimtrack_entity *entity = CLAIMTRACK_ROW(claimtrack_entity, document->entities, index);
        actor.role = CLAIMTRACK_ROLE_ACTOR;
        actor.first_token = entity->first_token;
        actor.end_token = entity->end_token;
        actor.entity = index;
        memset(&draft, 0, sizeof draft);
        draft.struct_size = sizeof draft;
        draft.kind = 1;
        draft.trigger_first = entity->head;
        draft.trigger_end = entity->head + 1;
        draft.n_args = 1;
        draft.args = &actor;
        draft.rule = mention;
        sink->emit(sink->ctx, &draft);
    }
    return CLAIMTRACK_OK;
}

static int32_t triggers(void *self, void *ctx, claimtrack_add_text add) {
    static const claimtrack_str lemma = CLAIMTRACK_STR("embargo");
    (void)self;
    add(ctx, lemma);
    return CLAIMTRACK_OK;
}

static const void *get_extension(claimtrack_str id) {
    static const claimtrack_list list = {sizeof list, 0, triggers};
    return is(id, CLAIMTRACK_TRIGGERS) ? &list : NULL;
}

static const claimtrack_str kinds[] = {CLAIMTRACK_STR("first.word"), CLAIMTRACK_STR("first.mention")};

#ifndef NO_DESCRIPTOR
const claimtrack_descriptor claimtrack_plugin_descriptor = {
    MAGIC, MAJOR, MINOR, SIZE, 0,
    CLAIMTRACK_STR(NAME), CLAIMTRACK_STR("1.0.0"), CLAIMTRACK_STR("Built against ABI 1.0"), CLAIMTRACK_STR("cc"),
    kinds, 2, 0,
    create, destroy, EXTRACT, get_extension,
};
#endif
