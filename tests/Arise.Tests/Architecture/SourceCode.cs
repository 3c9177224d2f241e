using System.Text;

namespace Arise.Tests.Architecture;

/// <summary>C# source without its comments and texts; the code in the holes of interpolated texts stays.</summary>
internal sealed class SourceCode
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private int _at;

    private SourceCode(string text) => _text = text;

    /// <summary>The code of a file; a text becomes two quotes, a comment a space.</summary>
    public static string Of(string text)
    {
        var reader = new SourceCode(text);
        reader.ReadCode(inHole: false);
        return reader._code.ToString();
    }

    private void ReadCode(bool inHole)
    {
        for (int depth = 0; _at < _text.Length;)
        {
            char one = _text[_at];
            int prefix = Prefix();
            if (inHole && one == '}' && depth-- == 0)
                return;
            if (inHole && one == '{')
                depth++;
            if (Starts("//"))
                SkipTo("\n", 0);
            else if (Starts("/*"))
                SkipTo("*/", 2);
            else if (one == '\'')
                SkipCharacter();
            else if (prefix >= 0)
                ReadText(_text.AsSpan(_at, prefix).Count('$'), _text.AsSpan(_at, prefix).Contains('@'), prefix);
            else
                _code.Append(_text[_at++]);
        }
    }

    // The number of characters $ and @ before the quote of a text; -1 where none begins here.
    private int Prefix()
    {
        int end = _at;
        while (end < _text.Length && _text[end] is '$' or '@')
            end++;
        return end < _text.Length && _text[end] == '"' ? end - _at : -1;
    }

    private void ReadText(int dollars, bool verbatim, int prefix)
    {
        _code.Append("\"\"");
        _at += prefix;
        int quotes = verbatim ? 1 : Run('"');
        bool raw = quotes >= 3;
        _at += raw ? quotes : 1;
        int end = raw ? quotes : 1;
        int hole = raw ? dollars : 1;
        while (_at < _text.Length)
        {
            int run = Math.Max(1, Run(_text[_at]));
            switch (_text[_at])
            {
                case '"' when raw ? run >= end : !verbatim || run % 2 == 1:
                    _at += raw || verbatim ? run : 1;
                    return;
                case '"' when verbatim:
                    _at += run;
                    break;
                case '\\' when !raw && !verbatim:
                    _at += 2;
                    break;
                case '{' when dollars > 0 && (raw ? run >= hole : run % 2 == 1):
                    _at += run;
                    _code.Append(' ');
                    ReadCode(inHole: true);
                    _at += hole;
                    break;
                default:
                    _at += raw || _text[_at] == '{' ? run : 1;
                    break;
            }
        }
    }

    private int Run(char one)
    {
        int end = _at;
        while (end < _text.Length && _text[end] == one)
            end++;
        return end - _at;
    }

    private void SkipCharacter()
    {
        _at++;
        while (_at < _text.Length && _text[_at] is not ('\'' or '\n'))
            _at += _text[_at] == '\\' ? 2 : 1;
        _at++;
        _code.Append(' ');
    }

    private void SkipTo(string end, int more)
    {
        int found = _text.IndexOf(end, _at + 2, StringComparison.Ordinal);
        _at = found < 0 ? _text.Length : found + more;
        _code.Append(' ');
    }

    private bool Starts(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;
}
