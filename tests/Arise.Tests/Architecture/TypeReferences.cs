using System.Reflection;
using System.Reflection.Emit;

namespace Arise.Tests.Architecture;

/// <summary>
/// The types that a type names: bases, constraints, attributes and what these are given, signatures, fields, and
/// everything that the bodies of its methods touch (the operands of their instructions, what they catch). Constants are
/// not seen: the compiler puts in their value.
/// </summary>
internal static class TypeReferences
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance |
        BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Instructions = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Referenced types, outermost ones, without the type itself.</summary>
    public static HashSet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        Collect(type, found);
        found.Remove(type);
        return found;
    }

    /// <summary>The type that a nested type stands in; the type itself where it is not nested.</summary>
    public static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private static void Collect(Type type, HashSet<Type> found)
    {
        Add(type.BaseType, found);
        AddAttributes(type.CustomAttributes, found);
        AddParameters(type.GetGenericArguments(), found);
        foreach (Type one in type.GetInterfaces())
            Add(one, found);
        foreach (MemberInfo member in type.GetMembers(Own).Where(member => member is not Type))
            AddAttributes(member.CustomAttributes, found);
        foreach (FieldInfo field in type.GetFields(Own))
            Add(field.FieldType, found);
        foreach (MethodBase method in type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own)))
        {
            Add((method as MethodInfo)?.ReturnType, found);
            AddAttributes((method as MethodInfo)?.ReturnParameter.CustomAttributes ?? [], found);
            AddParameters(method.IsGenericMethod ? method.GetGenericArguments() : [], found);
            foreach (ParameterInfo parameter in method.GetParameters())
            {
                Add(parameter.ParameterType, found);
                AddAttributes(parameter.CustomAttributes, found);
            }

            ReadBody(method, found);
        }

        foreach (Type nested in type.GetNestedTypes(Own))
            Collect(nested, found);
    }

    private static void AddParameters(Type[] arguments, HashSet<Type> found)
    {
        foreach (Type parameter in arguments.Where(argument => argument.IsGenericParameter))
        {
            AddAttributes(parameter.CustomAttributes, found);
            foreach (Type constraint in parameter.GetGenericParameterConstraints())
                Add(constraint, found);
        }
    }

    private static void AddAttributes(IEnumerable<CustomAttributeData> attributes, HashSet<Type> found)
    {
        foreach (CustomAttributeData attribute in attributes)
        {
            Add(attribute.AttributeType, found);
            foreach (CustomAttributeTypedArgument argument in attribute.ConstructorArguments
                .Concat(attribute.NamedArguments.Select(named => named.TypedValue)))
                AddArgument(argument, found);
        }
    }

    private static void AddArgument(CustomAttributeTypedArgument argument, HashSet<Type> found)
    {
        Add(argument.ArgumentType, found);
        Add(argument.Value as Type, found);
        foreach (CustomAttributeTypedArgument one in
            argument.Value as IEnumerable<CustomAttributeTypedArgument> ?? [])
            AddArgument(one, found);
    }

    private static void ReadBody(MethodBase method, HashSet<Type> found)
    {
        if (method.GetMethodBody() is not { } body)
            return;
        foreach (LocalVariableInfo local in body.LocalVariables)
            Add(local.LocalType, found);
        foreach (ExceptionHandlingClause clause in body.ExceptionHandlingClauses)
            Add(clause.Flags == ExceptionHandlingClauseOptions.Clause ? clause.CatchType : null, found);
        Type[]? typeArguments = method.DeclaringType is { IsGenericType: true } generic
            ? generic.GetGenericArguments() : null;
        Type[]? methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        ReadOnlySpan<byte> code = body.GetILAsByteArray();
        while (code.Length > 0)
        {
            bool wide = code[0] == 0xFE;
            OpCode instruction = Instructions[wide ? (short)(0xFE00 | code[1]) : code[0]];
            code = code[instruction.Size..];
            switch (instruction.OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or
                    OperandType.InlineTok:
                    int token = BitConverter.ToInt32(code);
                    Add(method.Module.ResolveMember(token, typeArguments, methodArguments), found);
                    break;
                case OperandType.InlineSwitch:
                    code = code[(4 * BitConverter.ToInt32(code))..];
                    break;
            }

            code = code[OperandSize(instruction.OperandType)..];
        }
    }

    private static int OperandSize(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private static void Add(MemberInfo? member, HashSet<Type> found)
    {
        switch (member)
        {
            case null:
                return;
            case Type { HasElementType: true } type:
                Add(type.GetElementType(), found);
                return;
            case Type { IsGenericParameter: true }:
                return;
            case Type { IsFunctionPointer: true } type:
                Add(type.GetFunctionPointerReturnType(), found);
                foreach (Type parameter in type.GetFunctionPointerParameterTypes())
                    Add(parameter, found);
                return;
            case Type type:
                foreach (Type argument in type.GetGenericArguments())
                    Add(argument, found);
                found.Add(Outermost(type.IsGenericType ? type.GetGenericTypeDefinition() : type));
                return;
            case MethodInfo method:
                Add(method.ReturnType, found);
                foreach (Type argument in method.IsGenericMethod ? method.GetGenericArguments() : [])
                    Add(argument, found);
                break;
            case FieldInfo field:
                Add(field.FieldType, found);
                break;
        }

        Add(member.DeclaringType, found);
    }
}
