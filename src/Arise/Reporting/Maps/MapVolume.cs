using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using Arise.Files;
using Arise.Mapping;
using Arise.Numerics;

namespace Arise.Reporting.Maps;

/// <summary>
/// A map as a volume that ParaView and OVITO open: one point per box, at its middle, with the fields
/// <c>class_index</c> (-1 without prediction, -2 where a box is none of the classes), <c>likely_class</c> (whatever the
/// verdict), <c>verdict</c> (0 open, 1 known, 2 doubtful, 3 none), <c>novelty</c>, <c>probability</c> of the likely
/// class, <c>mutual_information</c>, <c>mutual_information_error</c>, <c>predictive_entropy</c> (bits),
/// <c>second_class</c> and <c>second_share</c> (of boxes at a boundary; -1 and 0 elsewhere), <c>atom_count</c>, and
/// <c>p_LABEL</c> for each class present. Values are NaN where there is no prediction.
/// </summary>
/// <remarks>
/// Formats: VTK XML image data with appended raw data (.vti) and legacy structured points, binary, big-endian (.vtk);
/// VTK user's guide, "VTK file formats".
/// </remarks>
internal static class MapVolume
{
    /// <summary>Writes a .vti file.</summary>
    public static void WriteVti(CrystalMap map, string path)
    {
        using var file = new ReplacingFile(path);
        BoxGrid grid = map.Grid;
        string extent = $"0 {grid.X.Count - 1} 0 {grid.Y.Count - 1} 0 {grid.Z.Count - 1}";
        var head = new StringBuilder();
        head.Append("<?xml version=\"1.0\"?>\n<VTKFile type=\"ImageData\" version=\"1.0\" ")
            .Append("byte_order=\"LittleEndian\" header_type=\"UInt64\">\n")
            .Append($"<ImageData WholeExtent=\"{extent}\" Origin=\"{Text(grid.Origin)}\" ")
            .Append($"Spacing=\"{Text(grid.Spacing)}\">\n<Piece Extent=\"{extent}\">\n")
            .Append("<PointData Scalars=\"class_index\">\n");
        long offset = 0;
        foreach (Field field in Fields(map))
        {
            head.Append(CultureInfo.InvariantCulture, $"<DataArray type=\"{(field.IsInteger ? "Int32" : "Float32")}\" ")
                .Append(CultureInfo.InvariantCulture, $"Name=\"{SecurityElement.Escape(VisibleText.Of(field.Name))}\" ")
                .Append(CultureInfo.InvariantCulture, $"format=\"appended\" offset=\"{offset}\"/>\n");
            offset += sizeof(ulong) + (4L * grid.Count);
        }

        head.Append("</PointData>\n</Piece>\n</ImageData>\n<AppendedData encoding=\"raw\">\n_");
        file.Stream.Write(Encoding.UTF8.GetBytes(head.ToString()));
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        foreach (Field field in Fields(map))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(length, 4UL * (ulong)grid.Count);
            file.Stream.Write(length);
            WriteWords(file.Stream, field.Words(), bigEndian: false);
        }

        file.Stream.Write("\n</AppendedData>\n</VTKFile>\n"u8);
        file.Commit();
    }

    /// <summary>Writes a legacy .vtk file.</summary>
    public static void WriteVtk(CrystalMap map, string path)
    {
        using var file = new ReplacingFile(path);
        BoxGrid grid = map.Grid;
        Line($"# vtk DataFile Version 3.0\ncrystal map\nBINARY\nDATASET STRUCTURED_POINTS");
        Line($"DIMENSIONS {grid.X.Count} {grid.Y.Count} {grid.Z.Count}");
        Line($"ORIGIN {Text(grid.Origin)}\nSPACING {Text(grid.Spacing)}\nPOINT_DATA {grid.Count}");
        foreach (Field field in Fields(map))
        {
            string name = VisibleText.Of(
                string.Concat(field.Name.Select(letter => char.IsWhiteSpace(letter) ? '_' : letter)));
            Line($"SCALARS {name} {(field.IsInteger ? "int" : "float")} 1\nLOOKUP_TABLE default");
            WriteWords(file.Stream, field.Words(), bigEndian: true);
            Line($"");
        }

        file.Commit();

        void Line(string text) => file.Stream.Write(Encoding.UTF8.GetBytes(text + "\n"));
    }

    // Four bytes per value, whatever its type; made when it is written, so that one field is in memory at a time.
    private sealed record Field(string Name, bool IsInteger, Func<Array> Values)
    {
        public int[] Words() => Values() switch
        {
            int[] integers => integers,
            Array reals => MemoryMarshal.Cast<float, int>((float[])reals).ToArray(),
        };
    }

    private static IEnumerable<Field> Fields(CrystalMap map)
    {
        yield return new Field("class_index", true, () => AsArray(map.Classes()));
        yield return new Field("likely_class", true, () => AsArray(map.LikelyClasses()));
        yield return new Field("verdict", true, () => AsArray(map.Spread(row => (int)map.VerdictOf(row), 0)));
        yield return new Field("novelty", false, () => AsArray(map.Spread(map.Novelty)));
        yield return new Field("probability", false, () => AsArray(map.TopProbability()));
        yield return new Field("mutual_information", false, () => AsArray(map.Spread(map.MutualInformation)));
        yield return new Field(
            "mutual_information_error", false, () => AsArray(map.Spread(map.MutualInformationError)));
        yield return new Field("predictive_entropy", false, () => AsArray(map.Spread(map.PredictiveEntropy)));
        yield return new Field("second_class", true, () => AsArray(map.SecondClasses()));
        yield return new Field(
            "second_share", false, () => AsArray(map.Spread(row => (float)(map.BoundaryOf(row)?.Share ?? 0), 0f)));
        yield return new Field("atom_count", true, () => AsArray(map.Plan.AtomCounts));
        foreach (int c in map.ClassesPresent())
            yield return new Field("p_" + map.ClassLabels[c], false, () => AsArray(map.ProbabilityOf(c)));
    }

    private static T[] AsArray<T>(ImmutableArray<T> values) => ImmutableCollectionsMarshal.AsArray(values)!;

    private static void WriteWords(Stream stream, ReadOnlySpan<int> words, bool bigEndian)
    {
        const int most = 1 << 14;
        var chunk = new int[most];
        for (; words.Length > 0; words = words[Math.Min(most, words.Length)..])
        {
            Span<int> part = chunk.AsSpan(0, Math.Min(most, words.Length));
            words[..part.Length].CopyTo(part);
            if (bigEndian == BitConverter.IsLittleEndian)
                BinaryPrimitives.ReverseEndianness(part, part);
            stream.Write(MemoryMarshal.AsBytes(part));
        }
    }

    private static string Text(Vector3D v) => string.Create(CultureInfo.InvariantCulture, $"{v.X:R} {v.Y:R} {v.Z:R}");
}
