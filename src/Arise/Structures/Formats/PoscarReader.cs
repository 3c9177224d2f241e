using Arise.Numerics;

namespace Arise.Structures.Formats;

/// <summary>
/// POSCAR and CONTCAR of VASP 4 (no line of element symbols) and VASP 5 or 6, direct or Cartesian, also one behind the
/// other, and XDATCAR, whose configurations share a header or have one each. A negative scale is the volume of the
/// cell; three scales belong to x, y and z. Selective dynamics become the logical column "move_mask" (T = free to
/// move). Velocities and predictor-corrector coordinates behind the positions are not read.
/// </summary>
/// <remarks>
/// Format: https://www.vasp.at/wiki/index.php/POSCAR and .../XDATCAR. Which elements a VASP 4 file has:
/// <see cref="PoscarSpecies"/>.
/// </remarks>
internal sealed class PoscarReader : IStructureReader
{
    /// <summary>Column that holds which coordinates may move.</summary>
    public const string MobilityColumn = "move_mask";

    /// <summary>Whether a line begins a configuration of an XDATCAR: "Direct configuration=     1".</summary>
    public static bool IsConfiguration(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().TrimStart();
        return text.StartsWith("Konfig", StringComparison.OrdinalIgnoreCase)
            || (text is ['D' or 'd' or 'C' or 'c', ..]
                && text.Contains("configuration", StringComparison.OrdinalIgnoreCase) && text.Contains('='));
    }

    /// <inheritdoc/>
    public IEnumerable<StructureFrame> Read(LineReader lines, StructureReadOptions options)
    {
        PoscarHeader? header = null;
        bool hasHeader = true, isSeries = StructureFormat.FromFileName(lines.File) == StructureFormat.Xdatcar;
        do
        {
            StructureFrame? frame = null;
            try
            {
                if (hasHeader)
                    header = PoscarHeader.Read(lines, options);
                if (header is null)
                    yield break;
                isSeries |= lines.PeekLines(1).FirstOrDefault() is { } first && IsConfiguration(first);
                frame = ReadConfiguration(lines, header, isSeries);
                CheckEnd(lines, header);
            }
            catch (StructureFormatException error) when (lines.Skips(error))
            {
                frame = null;
            }

            if (frame is { } read)
                yield return read;
        }
        while (FindNext(lines, header, isSeries, out hasHeader));
    }

    private static StructureFrame ReadConfiguration(LineReader lines, PoscarHeader header, bool isSeries)
    {
        string mode = lines.ReadLine("Direct or Cartesian").TrimStart();
        AtomColumnBuilder? mobility = null;
        if (mode.StartsWith('S') || mode.StartsWith('s'))
        {
            mobility = new AtomColumnBuilder(MobilityColumn, AtomColumnKind.Logical, 3);
            mode = lines.ReadLine("Direct or Cartesian").TrimStart();
        }

        if (mode.Length == 0 ? !isSeries : !char.IsAsciiLetter(mode[0]))
            throw lines.Error($"{LineReader.Quote(mode)} stands where the line Direct or Cartesian should be.");
        bool cartesian = mode is ['C' or 'c' or 'K' or 'k', ..]
            && !mode.StartsWith("Konfig", StringComparison.OrdinalIgnoreCase);

        var atoms = new AtomBlock(lines);
        for (int block = 0; block < header.Counts.Count; block++)
        {
            for (int i = 0; i < header.Counts[block]; i++)
            {
                LineFields fields = lines.Fields(lines.ReadLine($"atom {atoms.Count + 1} of {header.Total}"));
                Vector3D position = fields.Vector("each coordinate");
                mobility?.Read(ref fields);
                atoms.Add(
                    cartesian ? PoscarHeader.Scaled(position, header.Scale) : header.Lattice.ToCartesian(position),
                    header.Species.Of(block, fields));
            }
        }

        return atoms.ToFrame(
            header.Lattice,
            Periodicity.Bulk,
            mobility is null ? null : [mobility.Build()],
            properties: null,
            header.Comment.Length == 0 ? null : header.Comment);
    }

    // Programs before VASP 5.2 leave the line before the positions of an XDATCAR blank, others write "Direct" alone. In
    // a POSCAR velocities follow such a line.
    private static bool BeginsBareConfiguration(LineReader lines, string line) =>
        (string.IsNullOrWhiteSpace(line) || line.Trim() is ['D' or 'd' or 'C' or 'c' or 'K' or 'k', ..])
        && lines.PeekLines(2).ElementAtOrDefault(1) is { } position && PoscarHeader.IsVector(position);

    private static void CheckEnd(LineReader lines, PoscarHeader header)
    {
        if (lines.PeekLines(1).FirstOrDefault() is not { } next
            || next.AsSpan().TrimStart() is not [var first, ..] || char.IsAsciiLetter(first)
            || PoscarHeader.Begins(lines))
            return;
        lines.ReadLine();
        throw lines.Error(
            $"the counts name {header.Total} atoms, but there are more positions; correct the counts.");
    }

    // Skips what is no structure up to the next configuration, or to the next header.
    private static bool FindNext(LineReader lines, PoscarHeader? header, bool isSeries, out bool hasHeader)
    {
        hasHeader = false;
        long afterPositions = lines.LineNumber;
        bool isText = false;
        while (lines.PeekLines(1).FirstOrDefault() is { } line)
        {
            if (header is not null && IsConfiguration(line))
                return true;
            if (PoscarHeader.Begins(lines))
                return hasHeader = true;
            if (header is not null && isSeries && BeginsBareConfiguration(lines, line))
                return true;
            lines.ReadLine();
            isText |= line.AsSpan().TrimStart() is [var letter, ..] && char.IsLetter(letter)
                && !IsOfVelocities(line);
        }

        if (isText)
            lines.Note("the text behind the positions is no structure and left out.", afterPositions + 1);
        return false;
    }

    private static bool IsOfVelocities(string line) =>
        line.AsSpan().TrimStart() is ['C' or 'c' or 'D' or 'd' or 'L' or 'l', ..];
}
