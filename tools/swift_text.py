# SPDX-License-Identifier: Apache-2.0
"""Just enough of Swift's grammar for tidy: what is code, and where functions begin and end."""

import re

OPENING = re.compile(
    r"(?<![.\w])(?:func\s|init[?!]?\s*[(<]|deinit\b|subscript\s*[(<])")
NEXT_DECLARATION = re.compile(r"(?<![.\w`])(?:func|init|deinit|var|let|subscript|case|typealias"
                              r"|associatedtype|static|mutating|package|private|public)\b")


def code_only(text):
    """The text with comments, string literals and names in backticks blanked; lines stay.

    Code inside an interpolation is kept.
    """
    out = []
    end = 0
    while end < len(text):
        end = _code(text, end, out, stop=None)
    return "".join(out)


def _blank(part):
    return re.sub(r"[^\n]", " ", part)


def _code(text, at, out, stop):
    """Copies code from `at` to the end, or past the parenthesis that closes an interpolation."""
    depth = 0
    while at < len(text):
        if text.startswith("//", at):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        elif text.startswith("/*", at):
            end = _comment_end(text, at)
        elif match := re.match(r'(#*)("""|")', text[at:at + 16]):
            at = _string(text, at, match, out)
            continue
        elif text[at] == "`":
            end = text.find("`", at + 1) + 1 or len(text)
        else:
            out.append(text[at])
            if stop and text[at] == "(":
                depth += 1
            elif stop and text[at] == ")":
                depth -= 1
                if depth == 0:
                    return at + 1
            at += 1
            continue
        out.append(_blank(text[at:end]))
        at = end
    return at


def _comment_end(text, at):
    depth = 0
    for match in re.finditer(r"/\*|\*/", text[at:]):
        depth += 1 if match.group() == "/*" else -1
        if depth == 0:
            return at + match.end()
    return len(text)


def _string(text, at, match, out):
    hashes, quote = match.groups()
    close, escape = quote + hashes, "\\" + hashes
    out.append(_blank(match.group()))
    at += match.end()
    while at < len(text):
        if text.startswith(close, at):
            out.append(_blank(close))
            return at + len(close)
        if text.startswith(escape + "(", at):
            out.append(_blank(escape))
            at = _code(text, at + len(escape), out, stop=")")
            continue
        if text[at] == "\n" and quote == '"':
            return at  # Not a literal after all, a regular expression perhaps.
        width = len(escape) + 1 if text.startswith(escape, at) else 1
        out.append(_blank(text[at:at + width]))
        at += width
    return at


def functions(code):
    """(first line, last line) of each function, initialiser and subscript that has a body."""
    found = []
    for match in OPENING.finditer(code):
        start = _body(code, match.end() - (1 if match.group()[-1] in "(<" else 0))
        if start is None:
            continue
        depth = 0
        for brace in re.finditer(r"[{}]", code[start:]):
            depth += 1 if brace.group() == "{" else -1
            if depth == 0:
                end = start + brace.start()
                found.append((_line(code, match.start()), _line(code, end)))
                break
    return found


def _body(code, at):
    """Where the body's brace is; None for a requirement of a protocol."""
    depth = 0
    while at < len(code):
        character = code[at]
        if character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif depth <= 0:
            if character == "{":
                return at
            if character == "}" or NEXT_DECLARATION.match(code, at):
                return None
        at += 1
    return None


def _line(code, at):
    return code.count("\n", 0, at) + 1
