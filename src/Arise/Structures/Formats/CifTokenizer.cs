using System.Text;

namespace Arise.Structures.Formats;

/// <summary>Cuts the text of a CIF into tokens.</summary>
/// <remarks>
/// CIF 1.1 syntax, International Tables for Crystallography vol. G (2006), section 2.2.7: tokens between blanks;
/// comments from # at the start of a token to the end of the line; a quote closes only before a blank, so that
/// 'a dog's life' is one value (where none does, as with a comma behind, the last one of the line does, and the value
/// is unusable); a semicolon in the first column opens a text field that ends at the next line that begins with one.
/// Reserved words (data_, loop_, save_, global_, stop_) count in any case.
/// </remarks>
internal sealed class CifTokenizer(LineReader lines)
{
    /// <summary>Longest text field accepted, in characters.</summary>
    private const int MaxTextLength = 1 << 24;

    private string _line = "";
    private int _at;

    /// <summary>The error of a value whose quotation is not closed.</summary>
    public static StructureFormatException NotClosed(LineReader lines, CifToken value) => lines.ErrorAt(
        value.Line, $"the quotation that begins with {LineReader.Quote(value.Text)} is not closed on its line.");

    /// <summary>The next token.</summary>
    /// <exception cref="StructureFormatException">A text field is not closed, or a word is out of place.</exception>
    public CifToken Next()
    {
        while (true)
        {
            while (_at < _line.Length && IsBlank(_line[_at]))
                _at++;
            if (_at < _line.Length && _line[_at] != '#')
                return _line[_at] is '\'' or '"' ? ReadQuoted(_line[_at]) : ReadBare();
            if (lines.ReadLine() is not { } next)
                return new CifToken(CifTokenKind.End, "", lines.LineNumber);
            (_line, _at) = (next, 0);
            if (next.StartsWith(';'))
                return ReadTextField();
        }
    }

    private static bool IsBlank(char letter) => letter <= ' ';

    private CifToken ReadQuoted(char quote)
    {
        int start = _at + 1;
        for (int end = start; end < _line.Length; end++)
        {
            if (_line[end] == quote && (end + 1 == _line.Length || IsBlank(_line[end + 1])))
            {
                _at = end + 1;
                return new CifToken(CifTokenKind.QuotedValue, _line[start..end], lines.LineNumber);
            }
        }

        int begin = _at;
        int last = _line.LastIndexOf(quote);
        _at = last > begin ? last : _line.Length;
        while (_at < _line.Length && !IsBlank(_line[_at]))
            _at++;
        return new CifToken(CifTokenKind.OpenQuote, _line[begin.._at], lines.LineNumber);
    }

    private CifToken ReadTextField()
    {
        long first = lines.LineNumber;
        var text = new StringBuilder(_line, 1, _line.Length - 1, 256);
        while (lines.ReadLine() is { } next)
        {
            if (next.StartsWith(';'))
            {
                (_line, _at) = (next, 1);
                return new CifToken(CifTokenKind.QuotedValue, text.ToString(), first);
            }

            text.Append('\n').Append(next);
            if (text.Length > MaxTextLength)
                throw lines.ErrorAt(
                    first,
                    $"the text field is longer than {MaxTextLength} characters; a closing semicolon is missing.");
        }

        throw lines.ErrorAt(
            first, "the text field that begins here is not closed by a semicolon; the file is truncated.");
    }

    private CifToken ReadBare()
    {
        int start = _at;
        while (_at < _line.Length && !IsBlank(_line[_at]))
            _at++;
        string word = _line[start.._at];
        if (word[0] == '_')
            return new CifToken(CifTokenKind.Tag, word, lines.LineNumber);
        if (word.StartsWith("data_", StringComparison.OrdinalIgnoreCase))
            return new CifToken(CifTokenKind.Block, word[5..], lines.LineNumber);
        if (word.Equals("loop_", StringComparison.OrdinalIgnoreCase))
            return new CifToken(CifTokenKind.Loop, word, lines.LineNumber);
        if (word.StartsWith("save_", StringComparison.OrdinalIgnoreCase)
            || word.Equals("global_", StringComparison.OrdinalIgnoreCase)
            || word.Equals("stop_", StringComparison.OrdinalIgnoreCase))
            throw lines.Error($"{LineReader.Quote(word)} belongs to CIF dictionaries, not to a file with a structure.");
        return new CifToken(CifTokenKind.BareValue, word, lines.LineNumber);
    }
}
