<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="What one column became, and what else it can be." %>
<%@ attribute name="row" required="true" type="dev.longhaul.shop.productimport.web.ColumnRow" %>
<%@ attribute name="number" required="true" description="From zero; names the fields." %>
<%@ attribute name="choosable" required="true" type="java.lang.Boolean" description="Whether the table has the column of choices." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<tr role="row">
  <td role="cell" class="name"><span<c:if test="${choosable}"> id="column-name-${number}"</c:if>><c:out value="${row.name()}"/></span></td>
  <c:if test="${choosable}"><td role="cell" class="examples"><c:forEach var="example" items="${row.examples()}"><code><c:out value="${example}"/></code> </c:forEach></td></c:if>
  <td role="cell" class="use">
    <c:if test="${not empty row.use()}"><span data-use="${row.use()}"><fmt:message key="columns.use.${row.use()}"/></span></c:if>&#32;
    <strong><c:if test="${not empty row.field()}"><c:out value="${fields[row.field()]}"/><c:if test="${row.use() eq 'unsure'}">?</c:if></c:if></strong>
    <span class="note"><c:out value="${row.reason()}"/></span>
  </td>
  <c:if test="${choosable}">
    <td role="cell" class="choice">
      <c:if test="${row.choosable()}">
        <c:set var="choice" value="${row.choice()}"/>
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
