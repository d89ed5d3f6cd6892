<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" body-content="empty" description="How the file is read where it is not to be recognised." %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fmt" uri="jakarta.tags.fmt" %>
<c:set var="texts" value="${choices.texts()}"/>
<fmt:message var="word" key="reading.recognised"/>
<details id="choices" class="choices"${not empty texts or not empty refusal ? ' open' : ''}>
  <summary><fmt:message key="reading.title"/></summary>
  <p id="choices-note" class="note"><fmt:message key="reading.lead"/></p>
  <div class="fields">
    <label><fmt:message key="reading.choice.encoding"/><input name="encoding" type="text" maxlength="200" autocomplete="off" list="encodings" placeholder="<c:out value="${empty recognised.encoding ? word : recognised.encoding}"/>" value="<c:out value="${texts.encoding}"/>"></label>
    <label><fmt:message key="reading.choice.delimiter"/><input name="delimiter" type="text" maxlength="3" autocomplete="off" list="delimiters" placeholder="<c:out value="${empty recognised.delimiter ? word : recognised.delimiter}"/>" value="<c:out value="${texts.delimiter}"/>"></label>
    <label><fmt:message key="reading.choice.header-line"/><input name="headerLine" type="text" inputmode="numeric" maxlength="4" autocomplete="off" placeholder="<c:out value="${empty recognised.headerLine ? word : recognised.headerLine}"/>" value="<c:out value="${texts.headerLine}"/>"></label>
    <label><fmt:message key="reading.choice.decimal-mark"/>
      <select name="decimalMark">
        <option value=""><c:out value="${word}"/></option>
        <option value="point"${texts.decimalMark eq 'point' ? ' selected' : ''}><fmt:message key="reading.choice.point"/></option>
        <option value="comma"${texts.decimalMark eq 'comma' ? ' selected' : ''}><fmt:message key="reading.choice.comma"/></option>
      </select>
    </label>
    <label><fmt:message key="reading.choice.currency"/><input name="currency" type="text" maxlength="3" autocomplete="off" placeholder="<c:out value="${empty recognised.currency ? word : recognised.currency}"/>" value="<c:out value="${texts.currency}"/>"></label>
    <label><fmt:message key="reading.choice.key"/><input name="key" type="text" maxlength="200" autocomplete="off" placeholder="<c:out value="${word}"/>" value="<c:out value="${texts.key}"/>"></label>
    <label><fmt:message key="reading.choice.source"/><input name="source" type="text" maxlength="200" autocomplete="off" value="<c:out value="${texts.source}"/>"></label>
    <label><fmt:message key="reading.choice.repeated"/>
      <select name="repeated">
        <option value=""><fmt:message key="reading.choice.reject"/></option>
        <option value="last"${texts.repeated eq 'last' ? ' selected' : ''}><fmt:message key="reading.choice.last"/></option>
      </select>
    </label>
    <label><fmt:message key="reading.choice.blank"/>
      <select name="blank">
        <option value=""><fmt:message key="reading.choice.keep"/></option>
        <option value="clear"${texts.blank eq 'clear' ? ' selected' : ''}><fmt:message key="reading.choice.clear"/></option>
      </select>
    </label>
    <label><fmt:message key="reading.choice.none"/><input name="none" type="text" maxlength="200" autocomplete="off" value="<c:out value="${texts.none}"/>"></label>
    <label><fmt:message key="reading.choice.sheet"/><input name="sheet" type="text" maxlength="200" autocomplete="off" placeholder="<c:out value="${word}"/>" value="<c:out value="${texts.sheet}"/>"></label>
    <label><fmt:message key="reading.choice.entry"/><input name="entry" type="text" maxlength="200" autocomplete="off" placeholder="<c:out value="${word}"/>" value="<c:out value="${texts.entry}"/>"></label>
  </div>
  <datalist id="encodings"><c:forTokens var="encoding" items="UTF-8 UTF-16 windows-1252 windows-1250 windows-1251 windows-1253 windows-1254 ISO-8859-1 ISO-8859-2 ISO-8859-15 IBM850 x-MacRoman" delims=" "><option value="${encoding}"></c:forTokens></datalist>
  <datalist id="delimiters"><option value=";"><option value=","><option value="tab"><option value="|"></datalist>
</details>
