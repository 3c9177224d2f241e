using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Arise.Prototypes;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Cli;

/// <summary><c>arise prototypes</c>: lists, filters and exports the structural classes.</summary>
internal static class PrototypesCommand
{
    public static Command Create()
    {
        var type = new Option<MaterialType?>("--type")
        {
            Description = $"Only this type: {string.Join(", ", MaterialTypeName.All)}.",
            HelpName = "TYPE",
            CustomParser = ParseType,
        };
        var species = new Option<ChemicalElement[]>("--species")
        {
            Description = "Only classes whose structure contains these elements: Cu or Cu,Zn.",
            HelpName = "ELEMENTS",
            CustomParser = ParseSpecies,
        };
        var spaceGroup = new Option<string>("--space-group")
        {
            Description = "Only classes with this space group, by number or symbol: 225 or Fm-3m.",
            HelpName = "GROUP",
        };
        var search = new Option<string>("--search")
        {
            Description = "Only classes with this text in one of their names.",
            HelpName = "TEXT",
        };
        var json = new Option<bool>("--json") { Description = "Write JSON instead of a table." };
        var export = new Option<string>("--export")
        {
            Description = "Write one file per class into this folder instead of a table.",
            HelpName = "DIR",
        };
        Option<bool> overwrite = new("--overwrite")
        {
            Description = "With --export: replace files that are there.",
        };
        var format = new Option<StructureFormat>("--format")
        {
            Description = $"Format of exported files: {FormatNames}.",
            HelpName = "FORMAT",
            CustomParser = ParseFormat,
        };

        var command = new Verb(
            "prototypes",
            "List, filter, show and export the structural classes that the recognition knows.",
            """
            Examples:
              arise prototypes --type binary
              arise prototypes --species Cu --space-group Fm-3m
              arise prototypes show rock salt
              arise prototypes --type 2D --export layers --format poscar
            """)
        {
            type, species, spaceGroup, search, json, export, overwrite, format, PrototypesShowCommand.Create(),
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(format) is not null && result.GetResult(export) is null)
                result.AddError("--format is the format of exported files; say where to with --export DIR.");
        });
        command.TakesOnlyWith(overwrite, export);
        command.TakesOneOf(json, export);
        command.SetAction(parsed =>
        {
            List<Prototype> selected = [.. PrototypeLibrary.Search(parsed.GetValue(search) ?? "")
                .Where(prototype => parsed.GetValue(type) is not { } wanted || prototype.MaterialType == wanted)
                .Where(
                    prototype => (parsed.GetValue(species) ?? []).All(prototype.Structure.DistinctSpecies().Contains))
                .Where(prototype => parsed.GetValue(spaceGroup) is not { } group || prototype.HasSpaceGroup(group))];
            TextWriter output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(export) is { } folder)
            {
                StructureFormat chosen = parsed.GetValue(format) ?? StructureFormat.ExtendedXyz;
                return Export(
                    selected, folder, chosen, parsed.GetValue(overwrite), parsed.InvocationConfiguration);
            }

            if (parsed.GetValue(json))
                output.WriteLine(PrototypeJson.List(selected));
            else
                WriteTable(selected, WrappingWriter.Of(output));
            return 0;
        });
        return command;
    }

    private static int Export(
        List<Prototype> prototypes,
        string folder,
        StructureFormat format,
        bool overwrite,
        InvocationConfiguration streams)
    {
        ImmutableArray<StructureFormatException> refused = PrototypeFiles.Write(
            prototypes, folder, format, overwrite);
        foreach (StructureFormatException problem in refused)
            streams.Error.WriteLine($"arise: {ErrorText.Of(problem)}");
        int written = prototypes.Count - refused.Length;
        streams.Output.WriteLine($"{written} of {prototypes.Count} classes written to {folder}");
        return refused.IsEmpty ? 0 : CommandLineApplication.Failure;
    }

    private static void WriteTable(List<Prototype> prototypes, TextWriter output)
    {
        var table = new TextTable(">#", "label", "name", "type", "space group", "SB");
        foreach (Prototype prototype in prototypes)
        {
            table.Add(
                prototype.ClassIndex.ToString(CultureInfo.InvariantCulture),
                prototype.Label,
                prototype.CommonName,
                MaterialTypeName.Of(prototype.MaterialType),
                prototype.SpaceGroupNumber is { } number ? $"{number,3} {prototype.SpaceGroupSymbol}" : "",
                prototype.Strukturbericht ?? "");
        }

        table.Write(output);
        output.WriteLine(
            $"{prototypes.Count} of {PrototypeLibrary.All.Count} classes (SB: Strukturbericht designation)");
    }

    private static MaterialType? ParseType(ArgumentResult result)
    {
        string word = result.Tokens[0].Value;
        if (MaterialTypeName.All.Contains(word, StringComparer.OrdinalIgnoreCase))
            return MaterialTypeName.Parse(word);
        result.AddError($"'{word}' is not a type of material; say one of {string.Join(", ", MaterialTypeName.All)}.");
        return null;
    }

    private static string FormatNames =>
        string.Join(", ", StructureFormat.All.Where(format => format.CanWrite).Select(format => format.Name));

    private static StructureFormat? ParseFormat(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (StructureFormat.FromName(name) is { CanWrite: true } format)
            return format;
        result.AddError($"'{name}' is not a format that can be written; say one of {FormatNames}.");
        return null;
    }

    private static ChemicalElement[] ParseSpecies(ArgumentResult result)
    {
        var elements = new List<ChemicalElement>();
        foreach (string symbol in result.Tokens.SelectMany(token => token.Value.Split(',')))
        {
            if (ChemicalElement.TryParse(symbol, out ChemicalElement element))
                elements.Add(element);
            else
                result.AddError($"'{symbol}' is not the symbol of a chemical element.");
        }

        return [.. elements];
    }
}
