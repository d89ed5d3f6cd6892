<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="What one column became, and what else it can be; without a row the form for the script to fill." %>
<%@ attribute name="row" required="false" type="dev.longhaul.shop.productimport.web.ColumnRow" %>
<%@ attribute name="number" required="false" description="From zero; names the fields." %>
<%@ attribute name="choosable" required="true" type="java.lang.Boolean" description="Whether the table has the column of choices." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<tr role="row">
  <td role="cell" class="name"><c:if test="${choosable and (empty row or row.choosable())}"><input type="hidden" name="column-name.${number}" value="<c:if test="${not empty row}"><c:out value="${row.reference()}"/></c:if>"></c:if><span data-name<c:if test="${choosable}"> id="column-name-${number}"</c:if>><c:if test="${not empty row}"><c:out value="${row.name()}"/></c:if></span></td>
  <td role="cell" class="use">
    <c:forTokens var="use" items="field,unsure,attribute,ignored" delims=","><c:if test="${empty row or row.use() eq use}"><span data-use="${use}"><fmt:message key="columns.use.${use}"/></span></c:if></c:forTokens>&#32;
    <strong data-field><c:if test="${not empty row and not empty row.field()}"><c:out value="${fields[row.field()]}"/><c:if test="${row.use() eq 'unsure'}">?</c:if></c:if></strong>
    <span class="note" data-reason><c:if test="${not empty row}"><c:out value="${row.reason()}"/></c:if></span>
  </td>
  <c:if test="${choosable}">
    <td role="cell" class="choice">
      <c:if test="${empty row or row.choosable()}">
        <c:set var="choice" value="${empty row ? '' : row.choice()}"/>
        <select name="column.${number}" aria-labelledby="column-choice column-name-${number}">
          <option value=""><fmt:message key="reading.recognised"/></option>
          <option value="attribute"${choice eq 'attribute' ? ' selected' : ''}><fmt:message key="columns.attribute"/></option>
          <option value="ignored"${choice eq 'ignored' ? ' selected' : ''}><fmt:message key="columns.ignored"/></option>
          <c:forEach var="field" items="${fields}"><option value="${field.key}"${choice eq field.key ? ' selected' : ''}><c:out value="${field.value}"/></option></c:forEach>
        </select>
      </c:if>
    </td>
  </c:if>
</tr>
