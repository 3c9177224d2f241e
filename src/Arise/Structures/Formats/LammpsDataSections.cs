using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// Reads one LAMMPS data file, section by section. The sections Atoms, Masses and Atom Type Labels may come in any
/// order (labels before their use); the others are skipped.
/// </summary>
internal sealed class LammpsDataSections(LineReader lines, StructureReadOptions options, string title)
{
    private const double BytesPerType = 200;

    private readonly List<(Vector3D Position, long Type, long Line)> _atoms = [];
    private readonly List<long> _ids = [];
    private readonly AtomColumnBuilder _images = new("image", AtomColumnKind.Integer, 3);
    private AtomColumnBuilder[] _columns = [];
    private LammpsTypes _types = new(lines, 0);
    private bool? _hasImages;

    /// <summary>A line up to its comment.</summary>
    public static string WithoutComment(string line) =>
        line.IndexOf('#', StringComparison.Ordinal) is >= 0 and int at ? line[..at] : line;

    /// <summary>The structure.</summary>
    public StructureFrame Read()
    {
        var header = new LammpsDataHeader();
        header.Read(lines);
        _types = new LammpsTypes(lines, header.TypeCount);
        while (lines.ReadFilledLine() is { } line)
        {
            switch (WithoutComment(line).Trim())
            {
                case "Atoms":
                    ReadAtoms(header, Comment(line));
                    break;
                case "Masses":
                    for (long i = 0; i < header.TypeCount; i++)
                    {
                        string mass = ContentLine("a mass");
                        lines.Keep(BytesPerType + (sizeof(char) * mass.Length));
                        _types.AddMass(lines.Fields(WithoutComment(mass)), Comment(mass));
                    }

                    break;
                case "Atom Type Labels":
                    for (long i = 0; i < header.TypeCount; i++)
                    {
                        string label = ContentLine("a type label");
                        lines.Keep(BytesPerType + (sizeof(char) * label.Length));
                        _types.AddLabel(lines.Fields(WithoutComment(label)));
                    }

                    break;
                case "":
                    break;
                case var section when !char.IsLetter(section[0]):
                    throw lines.Error(
                        "a section should begin here with its name; the section before has too many lines.");
                default:
                    SkipSection();
                    break;
            }
        }

        if (_atoms.Count == 0)
            throw lines.Error("the file ends without a section Atoms; it is truncated.");
        return Assemble(header);
    }

    private StructureFrame Assemble(LammpsDataHeader header)
    {
        LammpsUnits units = Units();
        Lattice lattice = header.CreateLattice(lines, units.Length);
        lines.Release();
        var block = new AtomBlock(lines);
        foreach ((Vector3D position, long type, long line) in _atoms)
            block.Add(units.Length * position, _types.ElementOf(type, options, units, line), line);
        var columns = new List<AtomColumn> { AtomColumn.Integer("id", [.. _ids]) };
        columns.AddRange(_columns.Select(column => column.Build()));
        if (_hasImages == true)
            columns.Add(_images.Build());
        StructureFrame frame = block.ToFrame(lattice, Periodicity.Bulk, columns);
        return LammpsOrder.Sorted(frame, [.. _ids], lines);
    }

    // A title of write_data ends with "units = metal".
    private LammpsUnits Units()
    {
        const string key = "units = ";
        int at = title.LastIndexOf(key, StringComparison.Ordinal);
        if (at < 0)
            return LammpsUnits.Default;
        lines.Fields(title.AsSpan(at + key.Length)).TryNext(out ReadOnlySpan<char> style);
        return LammpsUnits.FromStyle(style.ToString()) ?? LammpsUnits.Default;
    }

    private void ReadAtoms(LammpsDataHeader header, string hint)
    {
        if (_atoms.Count > 0)
            throw lines.Error("there is a second section Atoms.");
        int count = header.AtomCount;
        var guess = new LammpsStyleGuess(lines, hint, header, _types);
        var undecided = new List<(string Line, long Number)>();
        for (int i = 0; i < count; i++)
        {
            string line = WithoutComment(ContentLine($"atom {i + 1} of {count}"));
            if (!LineFields.TryInteger(lines.Fields(line).Next("the atom id"), out _))
                throw lines.Error(
                    $"atom {i + 1} of {count} should stand here, but the line does not begin with an id.");
            guess.Take(line);
            lines.Keep(MemoryBudget.BytesPerAtom);
            undecided.Add((line, lines.LineNumber));
            LammpsAtomStyle? style = i + 1 < count ? guess.Style : guess.Decide();
            if (style is null)
            {
                lines.Keep(sizeof(char) * line.Length);
                continue;
            }

            foreach ((string waiting, long number) in undecided)
                ReadAtom(waiting, number, style);
            undecided.Clear();
        }

        if (lines.ReadFilledLine() is { } next)
        {
            if (!char.IsLetter(next.AsSpan().TrimStart()[0]) && WithoutComment(next).Trim().Length > 0)
                throw lines.Error(
                    $"the header promises {count} atoms, but the section Atoms goes on; correct the count.");
            lines.PushBack(next);
        }
    }

    private void ReadAtom(string line, long number, LammpsAtomStyle style)
    {
        if (_columns.Length == 0)
        {
            _columns =
            [
                .. style.Columns.Where(column => column != LammpsAtomStyle.Type).Concat(style.Behind)
                    .Select(column => new AtomColumnBuilder(column, LammpsAtomStyle.KindOf(column))),
            ];
        }

        LineFields fields = lines.Fields(line, number);
        _ids.Add(fields.Integer("the atom id"));
        long type = 0;
        int next = 0;
        foreach (string column in style.Columns)
        {
            if (column == LammpsAtomStyle.Type)
                type = _types.Type(ref fields);
            else
                _columns[next++].Read(ref fields);
        }

        _atoms.Add((fields.Vector("each coordinate"), type, number));
        foreach (string _ in style.Behind)
            _columns[next++].Read(ref fields);
        if (style.IsOpen)
        {
            if (!fields.AtEnd)
                lines.Note($"the columns behind z of the atom style {style.Name} are left out.", number);
            return;
        }

        bool hasImages = !fields.AtEnd;
        if ((_hasImages ??= hasImages) != hasImages)
            throw lines.ErrorAt(number, "some atoms have image flags and some have none.");
        if (hasImages)
            _images.Read(ref fields);
    }

    // A section begins with a line of words; every line of data holds a number.
    private void SkipSection()
    {
        while (lines.ReadFilledLine() is { } line)
        {
            string content = WithoutComment(line).Trim();
            if (content.Length == 0 || !char.IsLetter(content[0]) || HasNumber(content))
                continue;
            lines.PushBack(line);
            return;
        }
    }

    private bool HasNumber(string content)
    {
        LineFields fields = lines.Fields(content);
        while (fields.TryNext(out ReadOnlySpan<char> field))
        {
            if (LineFields.TryReal(field, out _))
                return true;
        }

        return false;
    }

    private string ContentLine(string expected)
    {
        string line;
        do
            line = lines.ReadLine(expected);
        while (WithoutComment(line).AsSpan().Trim().IsEmpty);
        return line;
    }

    private static string Comment(string line) =>
        line.IndexOf('#', StringComparison.Ordinal) is >= 0 and int at ? line[(at + 1)..].Trim() : "";
}
