using System.CommandLine;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary>Options of every verb that reads structure files.</summary>
internal static class StructureInputOptions
{
    /// <summary>An option that names a file format.</summary>
    public static Option<StructureFormat?> Format(
        string name, string description, IReadOnlyList<StructureFormat> choices) => new(name)
    {
        Description = description,
        HelpName = "FORMAT",
        CustomParser = argument =>
        {
            string given = argument.Tokens[0].Value;
            StructureFormat? format = choices.FirstOrDefault(choice => choice == StructureFormat.FromName(given));
            if (format is null)
                argument.AddError($"{name} {given}: the format must be one of {string.Join(", ", choices)}.");
            return format;
        },
    };

    /// <summary>What the options of a command line say about reading.</summary>
    public static StructureReadOptions Read(
        ParseResult parsed, Option<StructureFormat?> format, Option<ChemicalElement[]?> species) =>
        TableOptions.Read(parsed, new StructureReadOptions
        {
            Format = parsed.GetValue(format),
            TypeElements = parsed.GetValue(species) is { Length: > 0 } elements ? elements : null,
            Note = note => parsed.InvocationConfiguration.Error.WriteLine($"arise: {VisibleText.Of(note)}"),
        });

    /// <summary>The option --species for files that only number their atom types.</summary>
    public static Option<ChemicalElement[]?> Species() => new("--species")
    {
        Description = "Elements of numbered atom types (LAMMPS, VASP 4, XYZ): Ni,Al.",
        HelpName = "SYMBOLS",
        CustomParser = argument =>
        {
            string[] symbols = argument.Tokens[0].Value.Split(',');
            var elements = new ChemicalElement[symbols.Length];
            for (int i = 0; i < symbols.Length; i++)
            {
                if (!ChemicalElement.TryParse(symbols[i], out elements[i]))
                    argument.AddError($"--species: '{symbols[i]}' is not the symbol of a chemical element.");
            }

            return elements;
        },
    };
}
