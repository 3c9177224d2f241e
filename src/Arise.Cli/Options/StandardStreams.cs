using System.Text;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>Structure files of a command line, where "-" is standard input or output.</summary>
internal static class StandardStreams
{
    /// <summary>What stands for standard input and output.</summary>
    public const string Name = "-";

    /// <summary>The frames of a file or of standard input.</summary>
    /// <inheritdoc cref="StructureFile.Read(string, StructureReadOptions?)"/>
    public static IEnumerable<AtomicStructure> Read(string path, StructureReadOptions options) => path == Name
        ? StructureFile.Read(Console.OpenStandardInput(), path, options)
        : StructureFile.Read(path, options);

    /// <summary>Writes frames to a file or to standard output.</summary>
    /// <inheritdoc cref="StructureFile.Write(string, IEnumerable{AtomicStructure}, StructureFormat?)"/>
    public static void Write(string path, IEnumerable<AtomicStructure> frames, StructureFormat? format = null)
    {
        if (path != Name)
        {
            StructureFile.Write(path, frames, format);
            return;
        }

        if (Console.IsOutputRedirected)
        {
            using Stream output = Console.OpenStandardOutput();
            StructureFile.Write(output, path, frames, format);
            return;
        }

        // A terminal gets text, control characters escaped, and no file.
        using var text = new MemoryStream();
        StructureFile.Write(text, path, frames, format);
        Console.Out.Write(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }
}
