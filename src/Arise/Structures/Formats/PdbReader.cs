namespace Arise.Structures.Formats;

/// <summary>
/// PDB: ATOM and HETATM records in fixed columns, the cell from CRYST1, a frame for each MODEL or, in trajectories
/// without models, up to each END. A MODEL ends where ENDMDL, END or the next MODEL stands.
/// </summary>
/// <remarks>
/// <para>
/// Format: Protein Data Bank, Atomic Coordinate Entry Format Version 3.3
/// (https://www.wwpdb.org/documentation/file-format). With CRYST1 the structure is periodic, a along x and b in the xy
/// plane, until the next CRYST1; cells 1, 1, 1, 90, 90, 90 (the placeholder of the format) and 0, 0, 0 mean none. The
/// atoms are those listed: the space group of CRYST1 is not applied, as simulation programs write whole cells under any
/// symbol. A crystal given by its asymmetric unit is better kept as CIF.
/// </para>
/// <para>
/// The element stands in columns 77-78. Where these hold none, columns 13-14 of the atom name do, right-justified:
/// " CA " is carbon, "CA  " calcium; a name of four letters that begins with H is hydrogen ("HG11"); a column 13 that
/// is a digit does not count. Names that start in column 13 although their symbol has one letter are read as that
/// letter when the two are no element ("OW  "). Deuterium is hydrogen. Of alternate locations the first of each atom
/// counts, with a note. Occupancies are not used: many programs write anything there.
/// </para>
/// </remarks>
internal sealed class PdbReader : IStructureReader
{
    private static readonly string[] Records =
    [
        "HEADER", "TITLE ", "COMPND", "REMARK", "CRYST1", "MODEL ", "ATOM  ", "HETATM", "AUTHOR", "EXPDTA", "SEQRES",
    ];

    /// <summary>Whether the first lines of a file are PDB records.</summary>
    public static bool IsPdb(IReadOnlyList<string> head) =>
        head.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } first
        && Records.Any(record => first.PadRight(6).StartsWith(record, StringComparison.Ordinal))
        && (first.StartsWith("HEADER", StringComparison.Ordinal)
            || head.Any(line => line.StartsWith("CRYST1", StringComparison.Ordinal) || IsAtom(line)));

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        Lattice? lattice = null;
        string? title = null;
        long modelLine = 0;
        bool any = false, frames = false;
        var frame = new PdbFrame(lines);
        while (lines.ReadLine() is { } line)
        {
            any |= !string.IsNullOrWhiteSpace(line);
            if (IsAtom(line))
            {
                frame.TryAddAtom(line);
            }
            else if (IsRecord(line, "CRYST1"))
            {
                lattice = ReadLattice(lines, line);
            }
            else if (IsRecord(line, "TITLE"))
            {
                title ??= line[5..].Trim() is { Length: > 0 } text ? text : null;
            }
            else if (IsRecord(line, "MODEL") || IsRecord(line, "ENDMDL") || IsRecord(line, "END"))
            {
                bool begins = IsRecord(line, "MODEL");
                if (begins && modelLine > 0)
                    lines.Note("the record ENDMDL is missing before this MODEL, which ends the one before.",
                        lines.LineNumber);
                if (begins && modelLine == 0 && frame.Count > 0)
                    lines.Note("atoms before the first MODEL are a frame of their own.", lines.LineNumber);
                modelLine = begins ? lines.LineNumber : 0;
                if (frame is { IsBroken: false, Count: > 0 })
                {
                    yield return frame.Finish(lattice, title);
                    frames = true;
                }

                frame = new PdbFrame(lines);
            }
        }

        if (modelLine > 0)
        {
            StructureFormatException error = lines.ErrorAt(
                modelLine, "the MODEL that begins here is not closed by ENDMDL or END; the file is truncated.");
            if (!frame.IsBroken && !lines.Skips(error))
                throw error;
        }
        else if (frame is { IsBroken: false, Count: > 0 })
        {
            yield return frame.Finish(lattice, title);
        }
        else if (any && !frames && !lines.AnySkipped)
        {
            throw lines.ErrorAt(0, "there is no ATOM or HETATM record; this is not a PDB file or it is truncated.");
        }
    }

    private static bool IsAtom(string line) => IsRecord(line, "ATOM") || IsRecord(line, "HETATM");

    // The record name fills columns 1 to 6.
    private static bool IsRecord(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal)
        && (line.Length <= name.Length || name.Length == 6 || line[name.Length] == ' ');

    private static Lattice? ReadLattice(LineReader lines, string line)
    {
        double a = Field(6, 9, "the cell length a"), b = Field(15, 9, "the cell length b"),
            c = Field(24, 9, "the cell length c");
        double alpha = Field(33, 7, "the cell angle alpha"), beta = Field(40, 7, "the cell angle beta"),
            gamma = Field(47, 7, "the cell angle gamma");
        if ((a, b, c) == (0, 0, 0) || (a, b, c, alpha, beta, gamma) == (1, 1, 1, 90, 90, 90))
            return null;
        try
        {
            return Lattice.FromParameters(a, b, c, alpha, beta, gamma);
        }
        catch (ArgumentException problem)
        {
            throw lines.Error($"the cell is unusable, correct it: {problem.Message}");
        }

        double Field(int start, int length, string what) => PdbFrame.ReadReal(lines, line, start, length, what);
    }
}
