package dev.longhaul.shop.reading.cell;

import dev.longhaul.shop.catalog.ProductStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words and numbers with which shops and people say whether a product is on sale, in the languages of the headers.
 */
public final class StatusText {

    private static final Map<String, ProductStatus> WORDS = new HashMap<>();

    static {
        add(
                ProductStatus.ACTIVE,
                List.of(
                        "active",
                        "published",
                        "enabled",
                        "true",
                        "yes",
                        "y",
                        "1",
                        "1.0",
                        "on",
                        "online",
                        "visible",
                        "live",
                        "aktiv",
                        "ja",
                        "j",
                        "wahr",
                        "veröffentlicht",
                        "sichtbar",
                        "freigegeben",
                        "actief",
                        "waar",
                        "gepubliceerd",
                        "zichtbaar",
                        "activo",
                        "activa",
                        "sí",
                        "si",
                        "verdadero",
                        "publicado",
                        "publicada",
                        "actif",
                        "active",
                        "oui",
                        "vrai",
                        "publié",
                        "publiée",
                        "en ligne",
                        "attivo",
                        "attiva",
                        "sì",
                        "vero",
                        "pubblicato",
                        "aktywny",
                        "aktywna",
                        "tak",
                        "prawda",
                        "opublikowany",
                        "widoczny",
                        "активен",
                        "активный",
                        "активна",
                        "да",
                        "истина",
                        "опубликован",
                        "aktivní",
                        "ano",
                        "pravda",
                        "publikováno",
                        "zveřejněno",
                        "aktiverad",
                        "sant",
                        "publicerad",
                        "synlig"));
        add(
                ProductStatus.DRAFT,
                List.of(
                        "draft",
                        "inactive",
                        "disabled",
                        "false",
                        "no",
                        "n",
                        "0",
                        "0.0",
                        "-1",
                        "2",
                        "off",
                        "offline",
                        "hidden",
                        "private",
                        "pending",
                        "unpublished",
                        "unlisted",
                        "proposed",
                        "rejected",
                        "inaktiv",
                        "nein",
                        "falsch",
                        "entwurf",
                        "unsichtbar",
                        "gesperrt",
                        "versteckt",
                        "nicht aktiv",
                        "inactief",
                        "niet actief",
                        "nee",
                        "onwaar",
                        "concept",
                        "verborgen",
                        "inactivo",
                        "inactiva",
                        "falso",
                        "borrador",
                        "oculto",
                        "inactif",
                        "inactive",
                        "non",
                        "faux",
                        "brouillon",
                        "masqué",
                        "hors ligne",
                        "inattivo",
                        "inattiva",
                        "non attivo",
                        "bozza",
                        "nascosto",
                        "nieaktywny",
                        "nieaktywna",
                        "nie",
                        "fałsz",
                        "szkic",
                        "ukryty",
                        "неактивен",
                        "неактивный",
                        "не активен",
                        "нет",
                        "ложь",
                        "черновик",
                        "скрыт",
                        "neaktivní",
                        "ne",
                        "nepravda",
                        "koncept",
                        "skryto",
                        "skrytý",
                        "inaktiverad",
                        "nej",
                        "falskt",
                        "utkast",
                        "dold"));
        add(
                ProductStatus.ARCHIVED,
                List.of(
                        "archived",
                        "discontinued",
                        "deleted",
                        "archiviert",
                        "ausgelaufen",
                        "gearchiveerd",
                        "archivado",
                        "archivé",
                        "archiviato",
                        "zarchiwizowany",
                        "архив",
                        "в архиве",
                        "archivováno",
                        "arkiverad"));
    }

    private StatusText() {}

    private static void add(ProductStatus status, List<String> words) {
        words.forEach(word -> WORDS.put(word, status));
    }

    /** Reads a text without surrounding blanks. */
    public static ProductStatus parse(String text) throws CellFaultException {
        ProductStatus status = WORDS.get(text.toLowerCase(Locale.ROOT));
        if (status == null) {
            throw new CellFaultException("status-unknown");
        }
        return status;
    }
}
