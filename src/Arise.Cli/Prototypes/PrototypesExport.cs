using Arise.Prototypes;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>Writes structural classes to files, one each, named by the class label.</summary>
internal static class PrototypesExport
{
    /// <summary>
    /// Writes what the format can hold; what it cannot (a nanotube has no cell) is told in one sentence each.
    /// </summary>
    /// <returns>The exit code: failure when a class could not be written.</returns>
    public static int Run(
        List<Prototype> prototypes, string folder, StructureFormat format, TextWriter output, TextWriter error)
    {
        Directory.CreateDirectory(folder);
        int written = 0;
        foreach (Prototype prototype in prototypes)
        {
            try
            {
                StructureFile.Write(
                    Path.Combine(folder, prototype.Label + Extension(format)), prototype.Structure, format);
                written++;
            }
            catch (StructureFormatException problem)
            {
                error.WriteLine($"arise: {problem.Message}");
            }
        }

        output.WriteLine($"{written} of {prototypes.Count} classes written to {folder}");
        return written == prototypes.Count ? 0 : CommandLineApplication.Failure;
    }

    // The first of the format's name patterns that is an extension: ".xyz" of "*.xyz".
    private static string Extension(StructureFormat format) =>
        format.FilePatterns.First(pattern => pattern.StartsWith("*.", StringComparison.Ordinal))[1..];
}
