package dev.longhaul.it.waiting;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code /page?id=}: a page whose script waits for {@code /wait}, until the page is left or {@code controller.abort()}
 * is called.
 */
@WebServlet("/page")
public class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getParameter("id").replaceAll("[^a-z0-9-]", "");
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().print("""
                <!DOCTYPE html><title>waiting</title><main>waiting</main>
                <script>
                const controller = new AbortController();
                // a browser may keep a page that was left, with all it waits for, to show it again at once
                addEventListener("pagehide", () => controller.abort());
                fetch("wait?id=%s&beat=80&hold=60000000", {signal: controller.signal}).then((answer) => {
                  const reader = answer.body.getReader();
                  const read = () => reader.read().then((part) => {
                    document.title = "beaten";
                    if (!part.done) read();
                  });
                  read();
                }).catch((failed) => { document.title = failed.name; });
                </script>
                """.formatted(id));
    }
}
