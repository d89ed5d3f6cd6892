<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="A time to the minute, in UTC, written alike in every language." %>
<%@ attribute name="at" required="true" type="java.time.Instant" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<time datetime="${at}">${fn:replace(fn:substring(at, 0, 16), 'T', ' ')} UTC</time>
