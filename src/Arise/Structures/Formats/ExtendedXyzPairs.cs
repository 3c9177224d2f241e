using System.Text;

namespace Arise.Structures.Formats;

/// <summary>
/// Splits the comment line of extended XYZ into key=value pairs: values bare, in "..." or '...' with backslash
/// escapes, in {...}, or arrays in [...]; a key without value means T. Blanks may stand around the equals sign.
/// </summary>
/// <remarks>Format: https://github.com/libAtoms/extxyz, section "Extended XYZ specification".</remarks>
internal sealed class ExtendedXyzPairs(LineReader lines, string comment)
{
    // A key without value means T; more of them are words of a text.
    private const int MostBareWords = 2;

    private static readonly string[] KnownKeys = ["Lattice", "Properties", "pbc"];

    private int _at;

    /// <summary>Whether words were read that are neither a pair nor a key that a program would write.</summary>
    public bool HasWords { get; private set; }

    /// <summary>
    /// Whether a comment is a list of pairs: it is when it sets Lattice, Properties or pbc. Anything else is free text.
    /// </summary>
    public static bool IsPairs(string comment) => KnownKeys.Any(key => PlaceOf(comment, key) >= 0);

    /// <summary>The pairs of Lattice, Properties and pbc alone; null when one of these has no end.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? ReadKnown()
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (string key in KnownKeys)
        {
            int place = PlaceOf(comment, key);
            if (place < 0)
                continue;
            _at = comment.IndexOf('=', place) + 1;
            SkipBlanks();
            try
            {
                pairs.Add(new(key, Value()));
            }
            catch (StructureFormatException)
            {
                return null;
            }
        }

        return pairs;
    }

    /// <summary>The pairs in order.</summary>
    /// <exception cref="StructureFormatException">An open quotation mark or bracket.</exception>
    public IEnumerable<KeyValuePair<string, string>> Read()
    {
        SkipBlanks();
        int bareWords = 0;
        while (_at < comment.Length)
        {
            string key = comment[_at] is '"' or '\'' ? Quoted(comment[_at]) : Bare(stopAtEquals: true);
            if (key.Length == 0)
                throw lines.Error("the comment line has a value without a key before its '='.");
            SkipBlanks();
            string value = "T";
            bool isBare = _at == comment.Length || comment[_at] != '=';
            bareWords += isBare ? 1 : 0;
            HasWords |= isBare && (!IsKey(key) || bareWords > MostBareWords);
            if (_at < comment.Length && comment[_at] == '=')
            {
                _at++;
                SkipBlanks();
                value = Value();
                SkipBlanks();
            }

            yield return new(key, value);
        }
    }

    private static bool IsKey(string word) =>
        !char.IsAsciiDigit(word[0]) && word.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    private static int PlaceOf(string comment, string key)
    {
        for (int at = 0; (at = comment.IndexOf(key, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += key.Length)
        {
            bool starts = at == 0 || char.IsWhiteSpace(comment[at - 1]);
            if (starts && comment.AsSpan(at + key.Length).TrimStart().StartsWith("="))
                return at;
        }

        return -1;
    }

    private string Value() => _at == comment.Length
        ? ""
        : comment[_at] switch
        {
            '"' or '\'' => Quoted(comment[_at]),
            '{' => Braced(),
            '[' => Array(),
            _ => Bare(stopAtEquals: false),
        };

    private string Bare(bool stopAtEquals)
    {
        int start = _at;
        while (_at < comment.Length && !char.IsWhiteSpace(comment[_at]) && !(stopAtEquals && comment[_at] == '='))
            _at++;
        return comment[start.._at];
    }

    private string Quoted(char mark)
    {
        var value = new StringBuilder();
        for (_at++; _at < comment.Length && comment[_at] != mark; _at++)
        {
            bool escaped = comment[_at] == '\\' && _at + 1 < comment.Length;
            if (escaped)
                _at++;
            value.Append(escaped && comment[_at] == 'n' ? '\n' : comment[_at]);
        }

        if (_at == comment.Length)
            throw lines.Error($"a quotation mark {mark} on the comment line is never closed.");
        _at++;
        return value.ToString();
    }

    private string Braced()
    {
        int close = comment.IndexOf('}', _at);
        if (close < 0)
            throw lines.Error("a brace { on the comment line is never closed.");
        string value = comment[(_at + 1)..close].Trim();
        _at = close + 1;
        return value;
    }

    private string Array()
    {
        int start = _at;
        int depth = 0;
        do
        {
            if (_at == comment.Length)
                throw lines.Error("a bracket [ on the comment line is never closed.");
            depth += comment[_at++] switch { '[' => 1, ']' => -1, _ => 0 };
        }
        while (depth > 0);
        return comment[start.._at];
    }

    private void SkipBlanks()
    {
        while (_at < comment.Length && char.IsWhiteSpace(comment[_at]))
            _at++;
    }
}
