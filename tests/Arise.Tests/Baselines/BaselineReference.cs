using System.Text.Json;
using Arise.Files;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Tests.Baselines;

/// <summary>
/// Results of the public reference programs for snapshots of molecular dynamics and small structures, where they lie
/// beside the checkout; rows are atoms in the order of the file.
/// </summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Structure">The atoms.</param>
/// <param name="Cutoff">Cutoff of the common-neighbor analysis, Angstrom.</param>
/// <param name="Arrays">The results.</param>
internal sealed record BaselineReference(string Name, AtomicStructure Structure, double Cutoff, NumpyArchive Arrays)
{
    private const string Folder = "reference/baselines";

    private static readonly Lazy<IReadOnlyList<BaselineReference>> Read = new(ReadAll);

    /// <summary>All of them; none where there are no references.</summary>
    public static IReadOnlyList<BaselineReference> All => Read.Value;

    /// <summary>Atoms that have the same number as an array says, and atoms, over all inputs that have it.</summary>
    public static (int Equal, int Atoms, string Worst) Compare(string array, Func<BaselineReference, int[]> answer)
    {
        int equal = 0, atoms = 0, worst = 0;
        string name = "";
        foreach (BaselineReference reference in All)
        {
            if (!reference.Arrays.TryGet(array, out NumpyArray? expected))
                continue;
            ReadOnlySpan<sbyte> numbers = expected.Elements<sbyte>();
            int[] found = answer(reference);
            int here = 0;
            for (int atom = 0; atom < found.Length; atom++)
                here += found[atom] == numbers[atom] ? 1 : 0;
            (equal, atoms) = (equal + here, atoms + found.Length);
            if (found.Length - here > worst)
                (worst, name) = (found.Length - here, reference.Name);
        }

        return (equal, atoms, $"{array}: {equal} of {atoms} atoms; most others in {name}: {worst}");
    }

    private static List<BaselineReference> ReadAll()
    {
        string index = SharedData.PathOf($"{Folder}/index.json");
        if (!File.Exists(index))
            return [];
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(index));
        return [.. document.RootElement.EnumerateObject().AsParallel().AsOrdered().Select(ReadOne)];
    }

    private static BaselineReference ReadOne(JsonProperty entry)
    {
        string input = entry.Value.GetProperty("input").GetString()!;
        string path = SharedData.PathOf(input);
        if (!File.Exists(path))
            path = SharedData.PathOf($"{Folder}/{input}");
        var options = new StructureReadOptions { TypeElements = [ChemicalElement.Parse("Cu")] };
        return new BaselineReference(
            entry.Name,
            StructureFile.ReadFirst(path, options),
            entry.Value.GetProperty("cna_cutoff_angstrom").GetDouble(),
            NumpyArchive.Read(SharedData.PathOf($"{Folder}/{entry.Name}.npz")));
    }
}
