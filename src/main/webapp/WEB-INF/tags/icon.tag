<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="A small drawing in the colour of the text; decoration only, the words stand beside it." %>
<%@ attribute name="name" required="true" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><c:choose>
<c:when test="${name eq 'brand'}"><path d="M4 4v12a4 4 0 0 0 4 4h12"/><path d="M10 4v6a4 4 0 0 0 4 4h6"/><path d="m17 11 3 3-3 3"/></c:when>
<c:when test="${name eq 'enqueued'}"><circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/></c:when>
<c:when test="${name eq 'running'}"><path d="M3 12h12"/><path d="m10.500 7.500 4.500 4.500-4.500 4.500"/><path d="M20 4v16"/></c:when>
<c:when test="${name eq 'cancelling'}"><circle cx="12" cy="12" r="9" stroke-dasharray="3.5 3.57"/><path d="M9 9h6v6H9z"/></c:when>
<c:when test="${name eq 'cancelled'}"><circle cx="12" cy="12" r="9"/><path d="M9 9h6v6H9z"/></c:when>
<c:when test="${name eq 'interrupted'}"><path d="M20 12a8 8 0 1 1-2.3-5.6"/><path d="M20 3v4h-4"/></c:when>
<c:when test="${name eq 'not-responding'}"><circle cx="12" cy="12" r="9"/><path d="M9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.3-1 .8-1 1.700M12 16.700v.1"/></c:when>
<c:when test="${name eq 'parked'}"><circle cx="12" cy="12" r="9"/><path d="M10 9v6M14 9v6"/></c:when>
<c:when test="${name eq 'succeeded'}"><circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.7 2.7L16 9.8"/></c:when>
<c:when test="${name eq 'succeeded-with-rejects'}"><path d="M12 4 2.8 20h18.4z"/><path d="M12 10v4.5M12 17.2v.1"/></c:when>
<c:when test="${name eq 'failed'}"><circle cx="12" cy="12" r="9"/><path d="m9 9 6 6M15 9l-6 6"/></c:when>
<c:when test="${name eq 'download'}"><path d="M12 4v11"/><path d="m7.5 11 4.5 4.5 4.5-4.5"/><path d="M5 20h14"/></c:when>
<c:when test="${name eq 'back'}"><path d="M20 12H5"/><path d="m11 6-6 6 6 6"/></c:when>
</c:choose></svg>
