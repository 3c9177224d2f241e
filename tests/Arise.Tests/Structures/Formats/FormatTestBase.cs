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

    /// <summary>What is left out of a file, and the structures in it.</summary>
    internal static (List<AtomicStructure> Frames, List<string> Notes) ReadNoted(
        string text, string name = "test", StructureReadOptions? options = null)
    {
        var notes = new List<string>();
        return (Read(text, name, (options ?? new()) with { Note = notes.Add }), notes);
    }

    /// <summary>The good frames of a file, and the errors of the others.</summary>
    internal static (List<AtomicStructure> Frames, List<StructureFormatException> Errors) ReadGood(
        string text, string name = "test")
    {
        var errors = new List<StructureFormatException>();
        return (Read(text, name, new() { BrokenFrame = errors.Add }), errors);
    }

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
