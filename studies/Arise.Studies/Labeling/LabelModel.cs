using Arise.Comparison;
using Arise.Labeling;
using Arise.Prototypes;
using Arise.Structures;

namespace Arise.Studies.Labeling;

/// <summary>A model that labels atoms, or a method of others that names their structures.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Label">The classes of all atoms, with one thread.</param>
internal sealed record LabelModel(string Name, Func<AtomicStructure, AtomAnswers> Label)
{
    private static readonly string[] Labels = [.. PrototypeLibrary.Families.Select(prototype => prototype.Label)];

    /// <summary>What it labels with; null for a method of others.</summary>
    public AtomLabeler? Labeler { get; private init; }

    /// <summary>A model.</summary>
    public static LabelModel Of(string name, AtomLabeler labeler)
    {
        var settings = new LabelSettings { Threads = 1 };
        return new LabelModel(name, structure =>
            labeler.Label(structure, settings) is var labels ? new AtomAnswers(labels.Classes, labels.Probabilities)
                : default)
        {
            Labeler = labeler,
        };
    }

    /// <summary>
    /// A method of <see cref="MethodComparer"/>, with an RMSD cutoff behind the name of template matching:
    /// "ptm&lt;0.15". First and second neighbors of diamond count as diamond. Its answers have the probability 1.
    /// </summary>
    public static LabelModel OfMethod(string name)
    {
        string[] parts = name.Split('<');
        var settings = new ComparisonSettings { Methods = [parts[0]], Threads = 1 };
        if (parts.Length > 1)
        {
            settings = settings with
            {
                Templates = new()
                {
                    RmsdCutoff = double.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture),
                },
            };
        }

        var comparer = new MethodComparer();
        return new LabelModel(name, structure =>
        {
            MethodAnswer answer = comparer.Compare(structure, settings).Answers[0];
            var classOf = answer.Counts.ToDictionary(count => count.Number, count => ClassOf(count.Label));
            return new AtomAnswers(
                [.. answer.Numbers.Select(number => classOf[number])],
                [.. answer.Numbers.Select(number => classOf[number] < 0 ? 0f : 1f)]);
        });
    }

    /// <summary>Whether a name is that of a method.</summary>
    public static bool IsMethod(string name) => ComparedMethods.Names.Contains(name.Split('<')[0]);

    private static int ClassOf(string label)
    {
        string whole = label.StartsWith("cubic diamond", StringComparison.Ordinal) ? "diam_C_A_cF8_227_a"
            : label.StartsWith("hexagonal diamond", StringComparison.Ordinal) ? "HexDiam_C_A_hP4_194_f"
            : label;
        int index = Array.IndexOf(Labels, whole);

        // Icosahedral atoms are of none of the classes, but named.
        return index >= 0 || label == AtomLabels.Other ? index : Labels.Length;
    }
}
