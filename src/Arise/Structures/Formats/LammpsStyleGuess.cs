namespace Arise.Structures.Formats;

/// <summary>
/// The atom style of a LAMMPS data file: the one named behind the word Atoms, else the one that the columns of the
/// lines and the counts of the header leave.
/// </summary>
/// <remarks>
/// A header that counts bonds belongs to a style with molecules, one that counts ellipsoids, lines, triangles or bodies
/// to the style of these. Without such counts the styles atomic, charge, molecular, full and sphere come before dipole,
/// electron and spin, whose last columns can look like image flags.
/// </remarks>
internal sealed class LammpsStyleGuess
{
    private const int LinesToPrefer = 100;

    private static readonly string[] Common = ["atomic", "charge", "molecular", "full", "sphere"];
    private static readonly string[] Rare = ["dipole", "electron", "spin"];

    private readonly LineReader _lines;
    private readonly LammpsTypes _types;
    private readonly IReadOnlyList<LammpsAtomStyle> _candidates;
    private readonly List<LammpsAtomStyle> _styles;
    private readonly long _sectionLine;
    private int _seen;

    /// <summary>Begins where the line Atoms is the current one.</summary>
    /// <param name="lines">The file.</param>
    /// <param name="hint">The comment behind the word Atoms.</param>
    /// <param name="header">The header of the file.</param>
    /// <param name="types">The types of the file.</param>
    /// <exception cref="StructureFormatException">The named style is not known.</exception>
    public LammpsStyleGuess(LineReader lines, string hint, LammpsDataHeader header, LammpsTypes types)
    {
        (_lines, _types, _sectionLine) = (lines, types, lines.LineNumber);
        string name = hint.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault("").ToLowerInvariant();
        if (LammpsAtomStyle.IsOtherStyle(name))
            throw lines.Error(
                $"the atom style '{name}' cannot be read; write the data with one of "
                    + $"{Names(LammpsAtomStyle.All)}.");
        _candidates = LammpsAtomStyle.FromName(name) is { } named
            ? [named]
            : [.. Possible(header).Select(style => LammpsAtomStyle.FromName(style)!)];
        _styles = [.. _candidates];
    }

    /// <summary>The style, or null as long as several fit.</summary>
    public LammpsAtomStyle? Style => _styles is [var only] ? only : null;

    /// <summary>Takes the current line.</summary>
    /// <param name="line">Its text without a comment.</param>
    /// <exception cref="StructureFormatException">No style fits all lines so far.</exception>
    public void Take(string line)
    {
        int fieldCount = LineFields.Count(line);
        _styles.RemoveAll(style => !style.Fits(_lines.Fields(line), fieldCount, _types));
        if (_styles.Count == 0)
        {
            throw _lines.Error(_candidates is [var only]
                ? $"the columns of this line do not fit the atom style {only.Name}, which the file names or its counts "
                    + "ask for."
                : $"the columns of this line, with those before, fit no atom style that is guessed "
                    + $"({Names(_candidates)}); name the style after the word, for example 'Atoms # ellipsoid'.");
        }

        if (++_seen == LinesToPrefer)
            Prefer();
    }

    /// <summary>The style when all lines are taken.</summary>
    /// <exception cref="StructureFormatException">Several styles fit.</exception>
    public LammpsAtomStyle Decide()
    {
        Prefer();
        return Style ?? throw _lines.ErrorAt(
            _sectionLine,
            $"the atom style can be any of {Names(_styles)}; write it after the word, for example "
                + $"'Atoms # {_styles[0].Name}'.");
    }

    private static IEnumerable<string> Possible(LammpsDataHeader header) =>
        header.Counts("ellipsoids") ? ["ellipsoid"]
        : header.Counts("lines") ? ["line"]
        : header.Counts("triangles") ? ["tri"]
        : header.Counts("bodies") ? ["body"]
        : header.Counts("bonds") ? ["molecular", "full", "template"]
        : [.. Common, .. Rare];

    private static string Names(IEnumerable<LammpsAtomStyle> styles) =>
        string.Join(", ", styles.Select(style => style.Name));

    private void Prefer()
    {
        if (_styles.Exists(style => Common.Contains(style.Name)))
            _styles.RemoveAll(style => Rare.Contains(style.Name));
    }
}
