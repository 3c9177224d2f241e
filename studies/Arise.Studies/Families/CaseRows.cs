using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Studies.Families;

/// <summary>Single structures with known answers: the table cases.csv beside this file names them.</summary>
internal static class CaseRows
{
    /// <summary>Adds a row per structure of the table that is in the folder.</summary>
    public static void Add(FamilyBench bench, string folder)
    {
        using Stream stream = typeof(CaseRows).Assembly.GetManifestResourceStream("families-cases.csv")!;
        using var reader = new StreamReader(stream);
        foreach (string[] cells in reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1).Select(line => line.TrimEnd('\r').Split(',')))
        {
            string file = Path.Combine(folder, cells[0]);
            if (!File.Exists(file))
                continue;
            AtomicStructure structure = StructureFile.ReadFirst(file);
            string[] labels = cells[1] == "none" ? [] : cells[1].Split(';');
            bench.Measure("cases", cells[0], 1, _ => FamilyBench.Known(structure, labels));
        }
    }
}
