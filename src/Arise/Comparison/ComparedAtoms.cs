using System.Collections.Immutable;
using Arise.Structures;

namespace Arise.Comparison;

/// <summary>What several methods say of the atoms of a structure, side by side.</summary>
public sealed class ComparedAtoms
{
    internal ComparedAtoms(
        AtomicStructure structure, ComparisonSettings settings, ImmutableArray<MethodAnswer> answers) =>
        (Structure, Settings, Answers) = (structure, settings, answers);

    /// <summary>The atoms.</summary>
    public AtomicStructure Structure { get; }

    /// <summary>What the methods were told.</summary>
    public ComparisonSettings Settings { get; }

    /// <summary>One answer per method, in the order in which they were asked for.</summary>
    public ImmutableArray<MethodAnswer> Answers { get; }

    /// <summary>
    /// The structure with the answers as its first columns; columns of the same names go. A method that names
    /// structures has a column of its name with the <see cref="MethodAnswer.Numbers"/>.
    /// </summary>
    public AtomicStructure ToStructure() => Structure.WithFirstColumns([.. Answers.SelectMany(ColumnsOf)]);

    private static IEnumerable<AtomColumn> ColumnsOf(MethodAnswer answer)
    {
        if (answer.NamesStructures)
        {
            var numbers = new long[answer.Numbers.Length];
            for (int atom = 0; atom < numbers.Length; atom++)
                numbers[atom] = answer.Numbers[atom];
            yield return AtomColumn.Integer(answer.Method, numbers);
        }

        foreach (AtomColumn column in answer.Columns)
            yield return column;
    }
}
