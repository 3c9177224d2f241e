using System.Text;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Structures.Formats;

/// <summary>Reading and writing files that exist only in memory.</summary>
public abstract class FormatTestBase
{
    internal static List<AtomicStructure> Read(
        string text, string name = "test", StructureReadOptions? options = null) =>
        Read(Encoding.UTF8.GetBytes(text), name, options);

    internal static List<AtomicStructure> Read(
        byte[] bytes, string name = "test", StructureReadOptions? options = null) =>
        [.. StructureFile.Read(new MemoryStream(bytes), name, options)];

    internal static AtomicStructure ReadOne(string text, string name = "test", StructureReadOptions? options = null) =>
        Assert.Single(Read(text, name, options));

    internal static StructureFormatException Refused(
        string text, string name = "test", StructureReadOptions? options = null) =>
        Assert.Throws<StructureFormatException>(() => Read(text, name, options));

    internal static StructureReadOptions Species(params string[] symbols) =>
        new() { TypeElements = [.. symbols.Select(ChemicalElement.Parse)] };

    internal static string Write(StructureFormat format, params AtomicStructure[] frames)
    {
        using var stream = new MemoryStream();
        StructureFile.Write(stream, "test", frames, format);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    internal static string Symbols(AtomicStructure structure) =>
        string.Join(' ', structure.Species.ToArray().Select(element => element.Symbol));
}
