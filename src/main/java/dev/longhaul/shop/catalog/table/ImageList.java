package dev.longhaul.shop.catalog.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pictures of a product by their URLs, the main one first; each once. A whole list replaces the stored one. A part adds
 * its pictures at the end, unless they are there already, so the same records again change nothing.
 *
 * @param urls at least one, each in one line and not blank
 * @param whole false if the record says some of the pictures and others follow or exist
 */
public record ImageList(List<String> urls, boolean whole) implements CompositeValue {

    /** @throws IllegalArgumentException without a URL, and for one that is blank or has a line break */
    public ImageList {
        urls = List.copyOf(new LinkedHashSet<>(urls));
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    "an image list has at least one URL; clear the column to say that there is no image");
        }
        for (String url : urls) {
            if (url.isBlank() || url.indexOf('\n') >= 0 || url.indexOf('\r') >= 0) {
                throw new IllegalArgumentException(
                        "the URL of an image is in one line and not blank, got `" + url + "`");
            }
        }
    }

    /** The list of a {@link #text}. */
    static ImageList ofText(String text) {
        return new ImageList(List.of(text.split("\n")), true);
    }

    /** One URL a line. */
    @Override
    public String text() {
        return String.join("\n", urls);
    }

    @Override
    public Object parts() {
        return urls;
    }

    @Override
    public ImageList mergedInto(@Nullable CompositeValue stored) {
        if (!(stored instanceof ImageList images)) {
            return whole ? this : new ImageList(urls, true);
        }
        if (whole) {
            return urls.equals(images.urls) ? images : this;
        }
        Set<String> all = new LinkedHashSet<>(images.urls);
        return all.addAll(urls) ? new ImageList(new ArrayList<>(all), true) : images;
    }
}
